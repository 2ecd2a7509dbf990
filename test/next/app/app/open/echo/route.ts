import { headers } from 'next/headers'

/** The internal headers as the app receives them. */
export async function GET() {
  const given = await headers()
  return Response.json(Object.fromEntries([...given].filter(([name]) => name.startsWith('x-launchpad-'))))
}
