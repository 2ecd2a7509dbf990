import { requireSession } from '@launchpad-sso/next'
import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { auth } from '../../../../auth.ts'
import { findArticle } from '../../../../data/catalogue.ts'
import { findBooks } from '../../../../data/database.ts'
import { toMoney } from '../../../../parts/to-money.ts'
import { fill } from '../../../../words/fill.ts'
import { getWords } from '../../../../words/get-words.ts'
import { order } from '../../actions.ts'

interface Props {
  readonly params: Promise<{ readonly id: string }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id } = await params
  return { title: findArticle(id)?.name ?? id }
}

/** An article with the price that the person's organization pays, and the form to ask for it. */
export default async function ArticlePage({ params }: Props): Promise<ReactNode> {
  const { organization } = await requireSession(auth)
  const [{ id }, { locale, words }] = await Promise.all([params, getWords()])
  const article = findArticle(id)
  if (article === null) notFound()
  const money = toMoney(findBooks(organization.id)?.currency ?? 'EUR', locale)
  return (
    <div className="page narrow">
      <Link className="back" href="/catalogue">
        {words.catalogue.back}
      </Link>
      <div className="card">
        <p className="eyebrow">{article.group}</p>
        <h1>{article.name}</h1>
        <p className="quiet">{fill(words.catalogue.price, { organization: organization.name })}</p>
        <p className="price">
          {money(article.price)} <span className="quiet">{words.catalogue.each}</span>
        </p>
        <form className="order" action={order}>
          <input type="hidden" name="article" value={article.id} />
          <label htmlFor="quantity">{words.catalogue.quantity}</label>
          <input
            id="quantity"
            name="quantity"
            type="number"
            inputMode="numeric"
            min="1"
            max="99"
            defaultValue="1"
            required
          />
          <button className="button wide" type="submit">
            {words.catalogue.order}
          </button>
        </form>
      </div>
    </div>
  )
}
