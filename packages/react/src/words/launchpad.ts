import type { Messages, Words } from '../messages.ts'

export type LaunchpadKey = Extract<
  keyof Messages,
  | 'applications'
  | 'openApplication'
  | 'opensInNewTab'
  | 'noApplications'
  | 'loadingApplications'
  | 'openLaunchpad'
  | 'unreachable'
  | 'tryAgain'
>

export type LaunchpadTexts = Readonly<Pick<Messages, LaunchpadKey>>

export const launchpadWords: Words<LaunchpadKey> = {
  en: {
    applications: 'Your applications',
    openApplication: 'Open',
    opensInNewTab: '(opens in a new tab)',
    noApplications: 'No applications yet. Ask the people who look after sign-in at your organization.',
    loadingApplications: 'Loading your applications…',
    openLaunchpad: 'Open the Launchpad',
    unreachable: 'Your applications could not be loaded. Check your connection and try again.',
    tryAgain: 'Try again',
  },
  'pt-BR': {
    applications: 'Seus aplicativos',
    openApplication: 'Abrir',
    opensInNewTab: '(abre em uma nova aba)',
    noApplications: 'Nenhum aplicativo por enquanto. Fale com quem cuida do acesso na sua organização.',
    loadingApplications: 'Carregando seus aplicativos…',
    openLaunchpad: 'Abrir o Launchpad',
    unreachable: 'Não foi possível carregar seus aplicativos. Verifique a sua conexão e tente de novo.',
    tryAgain: 'Tentar de novo',
  },
  es: {
    applications: 'Tus aplicaciones',
    openApplication: 'Abrir',
    opensInNewTab: '(se abre en una pestaña nueva)',
    noApplications: 'Todavía no hay aplicaciones. Pregunta a quienes administran el acceso en tu organización.',
    loadingApplications: 'Cargando tus aplicaciones…',
    openLaunchpad: 'Abrir el Launchpad',
    unreachable: 'No se pudieron cargar tus aplicaciones. Comprueba tu conexión e inténtalo de nuevo.',
    tryAgain: 'Intentar de nuevo',
  },
}
