import type { Words } from '../messages.ts'

export const userMenuWords: Words<'accountMenu'> = {
  en: { accountMenu: 'Account menu' },
  'pt-BR': { accountMenu: 'Menu da conta' },
  es: { accountMenu: 'Menú de la cuenta' },
}
