import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { authRoutes } from '@launchpad-sso/express'
import { createAuth, type ConnectionOptions } from '@launchpad-sso/sdk-node'
import express from 'express'

/** Host of an app whose one organization has two connections. */
export interface PickerApp {
  /** The page where people choose between them. */
  readonly pickerUrl: string
  readonly stop: () => Promise<void>
}

/** @param issuer of an identity service; nobody signs in there. */
export async function startPickerApp(issuer: string): Promise<PickerApp> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const baseUrl = `http://localhost:${(server.address() as AddressInfo).port}`
  const connection = (id: string, name: string): ConnectionOptions => ({
    id,
    name,
    type: 'oidc',
    organization: { id: 'acme', name: 'Acme' },
    domains: ['acme.test'],
    issuer,
    clientId: 'procurement',
    clientSecret: 'never-sent-to-anybody',
  })
  const auth = createAuth({
    baseUrl,
    secrets: ['a secret of the browser tests, long enough'],
    productName: 'Procurement',
    connections: [connection('staff', 'Staff account'), connection('partner', 'Partner account')],
  })
  server.on('request', express().use(authRoutes(auth)))
  const stop = async (): Promise<void> => {
    server.close()
    server.closeAllConnections()
    await once(server, 'close')
  }
  return { pickerUrl: `${baseUrl}/auth/login?email=ana@acme.test`, stop }
}
