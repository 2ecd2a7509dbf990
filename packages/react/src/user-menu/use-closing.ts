'use client'
import { useEffect, type RefObject } from 'react'

/** Closes the menu with Escape, which gives the focus back, and as soon as the person turns elsewhere. */
export function useClosing(menu: RefObject<HTMLDetailsElement | null>): void {
  useEffect(() => {
    const onElsewhere = ({ target }: Event): void => {
      const { current } = menu
      if (current?.open && !current.contains(target as Node)) current.open = false
    }
    const onKey = ({ key }: KeyboardEvent): void => {
      const { current } = menu
      if (key !== 'Escape' || !current?.open) return
      current.open = false
      current.querySelector('summary')?.focus()
    }
    document.addEventListener('pointerdown', onElsewhere)
    document.addEventListener('focusin', onElsewhere)
    document.addEventListener('keydown', onKey)
    return () => {
      document.removeEventListener('pointerdown', onElsewhere)
      document.removeEventListener('focusin', onElsewhere)
      document.removeEventListener('keydown', onKey)
    }
  }, [menu])
}
