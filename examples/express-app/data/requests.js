/** What a database would hold: the purchase requests of each organization. Nobody sees those of another. */
const byOrganization = {
  acme: {
    currency: 'BRL',
    budget: { spent: 184_300, total: 260_000 },
    months: [
      ['Jun', 21_400],
      ['Jul', 34_900],
      ['Aug', 27_600],
      ['Sep', 41_200],
      ['Oct', 30_700],
      ['Nov', 28_500],
    ],
    rows: [
      { id: 'PR-1042', what: 'Laptops for the new team', team: 'Sales', amount: 18_900, state: 'waiting' },
      { id: 'PR-1041', what: 'Safety shoes, 60 pairs', team: 'Warehouse', amount: 7_420, state: 'waiting' },
      { id: 'PR-1039', what: 'Annual crane inspection', team: 'Maintenance', amount: 12_300, state: 'approved' },
      { id: 'PR-1036', what: 'Office coffee, third quarter', team: 'Office', amount: 1_180, state: 'ordered' },
      { id: 'PR-1035', what: 'Second monitor stand', team: 'Finance', amount: 260, state: 'declined' },
    ],
  },
  globex: {
    currency: 'EUR',
    budget: { spent: 61_200, total: 145_000 },
    months: [
      ['Jun', 8_100],
      ['Jul', 12_700],
      ['Aug', 6_300],
      ['Sep', 11_900],
      ['Oct', 9_800],
      ['Nov', 12_400],
    ],
    rows: [
      { id: 'PR-0318', what: 'Laboratory glassware', team: 'Laboratory', amount: 3_940, state: 'waiting' },
      { id: 'PR-0317', what: 'Conference travel, two people', team: 'Research', amount: 2_610, state: 'approved' },
      { id: 'PR-0314', what: 'Cold storage maintenance', team: 'Facilities', amount: 5_850, state: 'ordered' },
    ],
  },
}

/** The requests of one organization; null for one that has none yet. */
export function findRequests(organizationId) {
  return Object.hasOwn(byOrganization, organizationId) ? byOrganization[organizationId] : null
}
