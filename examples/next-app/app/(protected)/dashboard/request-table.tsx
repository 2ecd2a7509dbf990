import Link from 'next/link'
import type { ReactNode } from 'react'
import type { PurchaseRequest } from '../../../data/purchase-request.ts'
import { Decision } from '../../../parts/decision.tsx'
import type { Words } from '../../../words/words.ts'

interface Props {
  readonly requests: readonly PurchaseRequest[]
  readonly money: (sum: number) => string
  readonly words: Words
}

export function RequestTable({ requests, money, words }: Props): ReactNode {
  const { dashboard, states } = words
  return (
    <div className="card table-card">
      <h2 id="requests">{dashboard.requests}</h2>
      <div className="scroll">
        <table aria-labelledby="requests">
          <thead>
            <tr>
              <th scope="col">{dashboard.request}</th>
              <th scope="col" className="who">
                {dashboard.team}
              </th>
              <th scope="col">{dashboard.state}</th>
              <th scope="col" className="number">
                {dashboard.amount}
              </th>
            </tr>
          </thead>
          <tbody>
            {requests.map((request) => (
              <tr key={request.id}>
                <th scope="row">
                  <Link href={`/requests/${request.id}`}>{request.what}</Link>
                  <span className="quiet">PR-{request.id}</span>
                  <span className="quiet who-here">{request.team}</span>
                </th>
                <td className="who">{request.team}</td>
                <td>
                  {request.state === 'waiting' ? (
                    <Decision request={request} words={words} />
                  ) : (
                    <span className={`tag ${request.state}`}>{states[request.state]}</span>
                  )}
                </td>
                <td className="number">{money(request.amount)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}
