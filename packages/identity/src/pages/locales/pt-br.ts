import type { Messages } from '../messages.ts'
import { ptBrErrors } from './pt-br-errors.ts'

/** Brazilian Portuguese. */
export const ptBr: Messages = {
  login: {
    title: 'Entrar',
    intro: 'para ver seus aplicativos',
    introFor: (application) => `para continuar em ${application}`,
    usernameLabel: 'Usuário ou e-mail',
    passwordLabel: 'Senha',
    showPassword: 'Mostrar senha',
    submit: 'Entrar',
    refused: 'Usuário ou senha incorretos. Confira os dois e tente de novo.',
    tooMany: (seconds) =>
      seconds === 1
        ? 'Muitas tentativas. Tente de novo em um segundo.'
        : `Muitas tentativas. Tente de novo em ${seconds} segundos.`,
  },
  launchpad: {
    title: 'Seus aplicativos',
    greeting: (firstName) => `Olá, ${firstName}`,
    intro: (organization) => `Tudo o que ${organization} liberou para você, a um clique.`,
    open: 'Abrir',
    newTab: '(abre em uma nova aba)',
    search: 'Buscar aplicativos',
    noMatch: 'Nenhum aplicativo com esse nome.',
    emptyTitle: 'Nada por aqui ainda',
    empty: (organization) =>
      `${organization} ainda não liberou nenhum aplicativo para você. Fale com quem cuida do acesso.`,
    menu: 'Conta',
    signOut: 'Sair',
  },
  signOut: {
    title: 'Sair?',
    ask: (who) =>
      who === null
        ? 'Você vai precisar da senha para abrir seus aplicativos de novo.'
        : `Você entrou como ${who}. Vai precisar da senha para abrir seus aplicativos de novo.`,
    submit: 'Sair',
    cancel: 'Continuar conectado',
  },
  signedOut: {
    title: 'Você saiu',
    explain:
      'Aplicativos que você abriu ainda podem reconhecer você. Em um computador compartilhado, feche também o navegador.',
    signIn: 'Entrar de novo',
  },
  error: { home: 'Ir para seus aplicativos', incident: 'Número do incidente', code: 'Código do erro' },
  errors: ptBrErrors,
}
