import { webhookRoute } from '@launchpad-sso/express'
import { createReplayWindow } from '@launchpad-sso/sdk-node/webhooks'

const kept = 100

/**
 * The other end of the webhooks, as your customer would build it: a route that verifies what comes, and acts once on each message. Here
 * it only remembers them, for the page of the administration.
 */
export function createInbox({ url, data }) {
  const arrived = []
  const replayWindow = countAgain(arrived)
  const take = (message) => {
    arrived.unshift({ message, at: new Date(), times: 1 })
    arrived.splice(kept)
  }
  let route = null
  const open = () => {
    const secrets = Object.values(data.kept().webhookSecrets ?? {})
    route = secrets.length === 0 ? null : webhookRoute(secrets, take, { replayWindow, onRefused: () => {} })
  }
  const keepSecrets = async (change) => {
    const secrets = { ...data.kept().webhookSecrets }
    change(secrets)
    await data.keep({ webhookSecrets: secrets })
    open()
  }
  open()
  return {
    url,
    receive: (req, res, next) => (route === null ? res.status(404).end() : route(req, res, next)),
    learn: (webhookId, secret) => keepSecrets((secrets) => void (secrets[webhookId] = secret)),
    forget: (webhookId) => keepSecrets((secrets) => void delete secrets[webhookId]),
    list: (organizationId) => arrived.filter(({ message }) => message.organizationId === organizationId).slice(0, 10),
  }
}

/** What comes again is not acted on again; one may see that it came. */
function countAgain(arrived) {
  const { seen, forget } = createReplayWindow()
  return {
    forget,
    seen: (id) => {
      const wasHere = seen(id)
      const entry = wasHere && arrived.find(({ message }) => message.id === id)
      if (entry) entry.times += 1
      return wasHere
    },
  }
}
