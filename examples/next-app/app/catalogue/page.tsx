import type { Metadata } from 'next'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { catalogue } from '../../data/catalogue.ts'
import { getWords } from '../../words/get-words.ts'

export async function generateMetadata(): Promise<Metadata> {
  const { words } = await getWords()
  return { title: words.catalogue.title }
}

/** A public page full of links to pages that are not: Next prefetches them all, and no sign-in begins by that. */
export default async function CataloguePage(): Promise<ReactNode> {
  const { words } = await getWords()
  const groups = [...new Set(catalogue.map(({ group }) => group))]
  return (
    <div className="page">
      <div>
        <h1>{words.catalogue.title}</h1>
        <p className="quiet">{words.catalogue.lead}</p>
      </div>
      {groups.map((group) => (
        <section key={group} aria-labelledby={group}>
          <h2 id={group}>{group}</h2>
          <ul className="tiles">
            {catalogue
              .filter((article) => article.group === group)
              .map(({ id, name }) => (
                <li key={id}>
                  <Link className="tile" href={`/catalogue/${id}`}>
                    {name}
                  </Link>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </div>
  )
}
