import type { Books, PurchaseRequest, RequestState } from './purchase-request.ts'

/** What the books say when the app starts. */
export const seed: Readonly<Record<string, Books>> = {
  acme: {
    currency: 'BRL',
    budget: { spent: 184_300, total: 260_000 },
    months: toMonths([21_400, 34_900, 27_600, 41_200, 30_700, 28_500]),
    requests: [
      request('1042', 'Laptops for the new team', 'Sales', 18_900, 'waiting', 19),
      request('1041', 'Safety shoes, 60 pairs', 'Warehouse', 7_420, 'waiting', 18),
      request('1039', 'Annual crane inspection', 'Maintenance', 12_300, 'approved', 14),
      request('1036', 'Office coffee, third quarter', 'Office', 1_180, 'ordered', 9),
      request('1035', 'Second monitor stand', 'Finance', 260, 'declined', 6),
    ],
  },
  globex: {
    currency: 'EUR',
    budget: { spent: 61_200, total: 145_000 },
    months: toMonths([8_100, 12_700, 6_300, 11_900, 9_800, 12_400]),
    requests: [
      request('318', 'Laboratory glassware', 'Laboratory', 3_940, 'waiting', 17),
      request('317', 'Conference travel, two people', 'Research', 2_610, 'approved', 13),
      request('314', 'Cold storage maintenance', 'Facilities', 5_850, 'ordered', 8),
    ],
  },
}

function toMonths(sums: readonly number[]): Books['months'] {
  return sums.map((sum, index) => [`2026-${String(index + 6).padStart(2, '0')}-01`, sum] as const)
}

/** @param day of November 2026 on which it was asked for */
function request(
  id: string,
  what: string,
  team: string,
  amount: number,
  state: RequestState,
  day: number,
): PurchaseRequest {
  const at = (later: number): string => new Date(Date.UTC(2026, 10, day + later, 12 + later)).toISOString()
  const asked = { event: 'asked', by: team, at: at(0) } as const
  const decided = { event: state === 'declined' ? 'declined' : 'approved', by: 'Finance', at: at(1) } as const
  const ordered = { event: 'ordered', by: 'Purchasing', at: at(2) } as const
  const history = {
    waiting: [asked],
    approved: [asked, decided],
    declined: [asked, decided],
    ordered: [asked, decided, ordered],
  }
  return { id, what, team, amount, state, history: history[state] }
}
