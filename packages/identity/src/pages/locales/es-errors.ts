import type { Messages } from '../messages.ts'

export const esErrors: Messages['errors'] = {
  CONFIG_INVALID: {
    title: 'Configuración incorrecta',
    say: 'Este servicio no está bien configurado.',
    next: 'Avise a quienes lo administran; el registro dice qué está mal.',
  },
  REQUEST_INVALID: {
    title: 'No lo hemos entendido',
    say: 'No se ha podido entender la solicitud.',
    next: 'Vuelva atrás e inténtelo de nuevo desde el principio.',
  },
  REQUEST_TOO_LARGE: {
    title: 'Es demasiado grande',
    say: 'La solicitud es demasiado grande.',
    next: 'Vuelva atrás e inténtelo de nuevo desde el principio.',
  },
  ROUTE_NOT_FOUND: {
    title: 'Página no encontrada',
    say: 'No hay nada en esta dirección.',
    next: 'Revise la dirección o abra sus aplicaciones.',
  },
  METHOD_NOT_ALLOWED: {
    title: 'Así no',
    say: 'Esta dirección no responde a ese tipo de solicitud.',
    next: 'Abra sus aplicaciones y empiece desde allí.',
  },
  ORIGIN_MISMATCH: {
    title: 'No hemos podido comprobar el formulario',
    say: 'El formulario no venía de esta página, o su navegador no guarda cookies.',
    next: 'Permita las cookies de este sitio, recargue la página e inténtelo de nuevo.',
  },
  SIGN_IN_EXPIRED: {
    title: 'Empiece de nuevo, por favor',
    say: 'Este inicio de sesión tardó demasiado o ya se utilizó.',
    next: 'Vuelva a la aplicación de la que venía e inicie sesión otra vez.',
  },
  APPLICATION_UNKNOWN: {
    title: 'Aplicación desconocida',
    say: 'La aplicación que le ha enviado aquí no está registrada.',
    next: 'Avise a quienes administran la aplicación: primero tienen que registrarla aquí.',
  },
  APPLICATION_NOT_ASSIGNED: {
    title: 'Su cuenta no tiene acceso',
    say: 'Su cuenta no tiene acceso a esta aplicación.',
    next: 'Pida acceso a su administrador, o cierre la sesión y use otra cuenta.',
  },
  SAML_REQUEST_INVALID: {
    title: 'La aplicación no lo ha pedido bien',
    say: 'No se ha podido aceptar la solicitud de inicio de sesión de la aplicación.',
    next: 'Avise a quienes administran la aplicación, con el número de incidente de abajo.',
  },
  OIDC_REQUEST_INVALID: {
    title: 'La aplicación no lo ha pedido bien',
    say: 'No se ha podido aceptar la solicitud de inicio de sesión de la aplicación.',
    next: 'Avise a quienes administran la aplicación, con el número de incidente de abajo.',
  },
  INTERNAL: {
    title: 'Algo ha salido mal',
    say: 'El fallo es nuestro, no suyo.',
    next: 'Inténtelo de nuevo en un momento. Si continúa, diga el número de incidente a quienes administran este servicio.',
  },
}
