/** Class of the tag that shows where somebody stands. */
export const statusColors = {
  pending: 'waiting',
  invited: 'ordered',
  active: '',
  inactive: 'declined',
  blocked: 'declined',
}
