'use client'
import { useActionState } from 'react'
import { save } from './save.ts'

export function SaveForm() {
  const [answer, action] = useActionState(save, '')
  return (
    <form action={action}>
      <button>Save</button>
      <output>{answer}</output>
    </form>
  )
}
