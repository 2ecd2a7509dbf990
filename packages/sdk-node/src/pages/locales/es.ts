import type { Messages } from '../messages.ts'
import { esErrors } from './es-errors.ts'

/** Español. */
export const es: Messages = {
  skipToContent: 'Ir al contenido',
  signIn: {
    title: 'Iniciar sesión',
    intro: 'Usa tu correo de trabajo. Te llevamos a la página de acceso de tu organización.',
    emailLabel: 'Correo de trabajo',
    emailHint: 'La dirección que te dio tu organización',
    emailPlaceholder: 'nombre@empresa.com',
    submit: 'Continuar con el correo',
    problems: {
      emailInvalid: 'Eso no parece una dirección de correo. Debe tener una @ y un dominio, como en nombre@empresa.com.',
      emailUnknown:
        'El inicio de sesión único no está configurado para esta dirección. Revisa cómo está escrita o consulta al administrador de TI.',
    },
  },
  picker: {
    title: 'Elige cómo iniciar sesión',
    intro: (organization) => `${organization} tiene más de una forma de acceso. Elige la que usas normalmente.`,
    otherEmail: 'Usar otra dirección de correo',
  },
  formPost: {
    title: (destination) => `Te llevamos a ${destination}`,
    progress: 'Un momento, te estamos redirigiendo de forma segura.',
    stuck: '¿No ocurre nada?',
    submit: 'Continuar',
  },
  signOut: {
    title: '¿Cerrar sesión?',
    ask: (who) =>
      who === null
        ? 'Para volver tendrás que iniciar sesión de nuevo.'
        : `Has iniciado sesión como ${who}. Para volver tendrás que iniciar sesión de nuevo.`,
    submit: 'Cerrar sesión',
    cancel: 'Mantener la sesión',
    alsoLabel: (provider) => `Cerrar sesión también en ${provider}`,
    alsoHint:
      'Recomendado en un equipo compartido. Es posible que otras aplicaciones te pidan iniciar sesión de nuevo.',
    alsoAt: (provider) => `También se cerrará tu sesión en ${provider}.`,
  },
  signedOut: {
    title: 'Has cerrado la sesión',
    explain:
      'Tu sesión aquí ha terminado. En un equipo compartido, cierra también el navegador: es posible que tu organización aún te reconozca.',
    signIn: 'Volver a iniciar sesión',
  },
  testReport: {
    title: 'Inicio de sesión de prueba',
    passed: 'El inicio de sesión de prueba funcionó',
    failed: 'El inicio de sesión de prueba falló',
    about: (connection) => `Fue una prueba de la conexión «${connection}».`,
    nobody: 'Nadie inició sesión y no se creó ninguna cuenta.',
    notKept: 'La configuración cambió durante la prueba, así que este informe no se guarda. Repite la prueba.',
    failedCheck: 'Qué falló',
    read: 'Qué leímos',
    checks: 'Comprobaciones, en orden',
    claims: 'Qué envió el proveedor de identidad',
    check: 'Comprobación',
    outcome: 'Resultado',
    field: 'Campo',
    name: 'Nombre',
    value: 'Valor',
    nothing: 'No se pudo verificar nada, así que no se muestra nada.',
    outcomes: { passed: 'pasó', failed: 'falló', 'not-reached': 'no se alcanzó' },
  },
  error: {
    title: 'No pudimos iniciar tu sesión',
    startAgain: 'Volver a empezar',
    support: 'Contacto',
    incident: 'Número de incidente',
    code: 'Código de error',
  },
  errors: esErrors,
}
