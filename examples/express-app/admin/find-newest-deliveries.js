const pageSize = 1000
/** Delivered ones go after a week: hardly anybody has more. */
const mostPages = 20

/** The last deliveries to an endpoint, the newest first. The list goes upwards, so it is walked to its end. */
export async function findNewestDeliveries(auth, webhookId, number) {
  let newest = []
  let after
  for (let page = 0; page < mostPages && after !== null; page += 1) {
    const { deliveries, cursor } = await auth.webhooks.listDeliveries(webhookId, {
      limit: pageSize,
      ...(after && { after }),
    })
    newest = [...newest, ...deliveries].slice(-number)
    after = cursor
  }
  return newest.toReversed()
}
