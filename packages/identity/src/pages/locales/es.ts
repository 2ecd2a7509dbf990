import type { Messages } from '../messages.ts'
import { esErrors } from './es-errors.ts'

/** Spanish. */
export const es: Messages = {
  login: {
    title: 'Iniciar sesión',
    intro: 'para ver sus aplicaciones',
    introFor: (application) => `para continuar en ${application}`,
    usernameLabel: 'Usuario o correo electrónico',
    passwordLabel: 'Contraseña',
    showPassword: 'Mostrar contraseña',
    submit: 'Iniciar sesión',
    refused: 'El usuario o la contraseña no son correctos. Revise ambos e inténtelo de nuevo.',
    tooMany: (seconds) =>
      seconds === 1
        ? 'Demasiados intentos. Inténtelo de nuevo en un segundo.'
        : `Demasiados intentos. Inténtelo de nuevo en ${seconds} segundos.`,
  },
  launchpad: {
    title: 'Sus aplicaciones',
    greeting: (firstName) => `Hola, ${firstName}`,
    intro: (organization) => `Todo lo que ${organization} ha puesto a su disposición, a un clic.`,
    open: 'Abrir',
    newTab: '(se abre en una pestaña nueva)',
    search: 'Buscar aplicaciones',
    noMatch: 'Ninguna aplicación tiene ese nombre.',
    emptyTitle: 'Todavía no hay nada',
    empty: (organization) =>
      `${organization} aún no le ha dado ninguna aplicación. Pregunte a quienes administran el acceso.`,
    menu: 'Cuenta',
    signOut: 'Cerrar sesión',
  },
  signOut: {
    title: '¿Cerrar sesión?',
    ask: (who) =>
      who === null
        ? 'Necesitará la contraseña para volver a abrir sus aplicaciones.'
        : `Ha iniciado sesión como ${who}. Necesitará la contraseña para volver a abrir sus aplicaciones.`,
    submit: 'Cerrar sesión',
    cancel: 'Seguir conectado',
  },
  signedOut: {
    title: 'Ha cerrado la sesión',
    explain:
      'Las aplicaciones que abrió quizá aún le reconozcan. En un equipo compartido, cierre también el navegador.',
    signIn: 'Iniciar sesión de nuevo',
  },
  error: { home: 'Ir a sus aplicaciones', incident: 'Número de incidente', code: 'Código de error' },
  errors: esErrors,
}
