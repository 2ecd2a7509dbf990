import type { Messages } from '../messages.ts'

const startAgain =
  'Vuelve a empezar. Si ocurre otra vez, indica al administrador de TI el número de incidente que aparece abajo.'
const askAdministrator =
  'El administrador de TI de tu organización puede resolverlo. Indícale el número de incidente que aparece abajo.'
const tellAdministrator =
  'Vuelve a empezar. Si sigue igual, el administrador de TI tiene que comparar la configuración de ambos lados; el número de incidente que aparece abajo le dice dónde mirar.'
const waitAndTry =
  'Espera un momento y vuelve a empezar. Si tarda más, indica al administrador de TI el número de incidente que aparece abajo.'
const askForAccess = 'Pide acceso al administrador de TI o vuelve a empezar con otra cuenta.'
const notFound = 'Página no encontrada'

/** What failures look like in Español. */
export const esErrors: Messages['errors'] = {
  CONFIG_INVALID: { say: 'El inicio de sesión no está bien configurado.', next: askAdministrator },

  REQUEST_INVALID: { say: 'No se pudo entender la solicitud.', next: startAgain },
  REQUEST_TOO_LARGE: { say: 'La solicitud es demasiado grande.', next: startAgain },
  ROUTE_NOT_FOUND: {
    title: notFound,
    say: 'No hay nada en esta dirección.',
    next: 'Revisa la dirección o vuelve a la página de acceso.',
  },
  METHOD_NOT_ALLOWED: {
    title: notFound,
    say: 'Esta dirección no responde a ese tipo de solicitud.',
    next: 'Abre la aplicación desde su página de inicio.',
  },
  HOST_NOT_ALLOWED: {
    say: 'El inicio de sesión no está configurado para este nombre de host.',
    next: 'Abre la aplicación en su dirección habitual.',
  },
  ORIGIN_MISMATCH: {
    say: 'La solicitud vino de otro sitio.',
    next: 'Abre la propia aplicación e inténtalo desde allí.',
  },
  RATE_LIMITED: { say: 'Demasiadas solicitudes. Espera un momento.', next: 'Inténtalo de nuevo en un minuto.' },

  CONNECTION_NOT_FOUND: {
    say: 'El inicio de sesión único no está configurado para esta dirección.',
    next: 'Revisa cómo está escrito tu correo y vuelve a empezar, o consulta al administrador de TI.',
  },
  CONNECTION_INACTIVE: {
    say: 'El inicio de sesión único de esta organización está desactivado.',
    next: askAdministrator,
  },
  CONNECTION_INVALID: { say: 'La configuración de la conexión no es válida.', next: askAdministrator },
  CONNECTION_CONFLICT: { say: 'La conexión no permite esto ahora.', next: askAdministrator },

  ORGANIZATION_NOT_FOUND: { say: 'No existe esa organización.', next: askAdministrator },
  ORGANIZATION_CONFLICT: { say: 'La organización no permite esto.', next: askAdministrator },
  ORGANIZATION_SETTING_INHERITED: { say: 'Solo la organización principal puede cambiar esto.', next: askAdministrator },
  DOMAIN_NOT_FOUND: { say: 'La organización no tiene ese dominio.', next: askAdministrator },
  DOMAIN_INVALID: { say: 'Una organización no puede tener este dominio.', next: askAdministrator },
  DOMAIN_CONFLICT: { say: 'El dominio ya está en uso.', next: askAdministrator },
  GROUP_NOT_FOUND: { say: 'No existe ese grupo.', next: askAdministrator },
  GROUP_CONFLICT: { say: 'Ya existe un grupo con ese nombre.', next: askAdministrator },
  ROLE_INVALID: { say: 'Este rol no se puede dar ahí.', next: askAdministrator },
  WRITE_CONFLICT: { say: 'Otra persona cambió esto al mismo tiempo. Inténtalo de nuevo.', next: waitAndTry },

  LOGIN_EXPIRED: {
    say: 'Este inicio de sesión tardó demasiado o ya se usó. Vuelve a empezar.',
    next: 'Vuelve a empezar y termina en menos de diez minutos. El botón Atrás y las pestañas antiguas llevan a inicios de sesión que ya terminaron.',
  },
  LOGIN_BROWSER_MISMATCH: {
    say: 'Este inicio de sesión empezó en otro navegador. Vuelve a empezar.',
    next: 'Vuelve a empezar en este navegador y permite las cookies de este sitio.',
  },
  LOGIN_CONNECTION_MISMATCH: {
    say: 'La respuesta vino de otro proveedor de identidad. Vuelve a empezar.',
    next: startAgain,
  },
  LOGIN_DOMAIN_MISMATCH: {
    say: 'Esta cuenta no pertenece a la organización.',
    next: 'Cierra la sesión en tu proveedor de identidad y vuelve a empezar con tu cuenta de trabajo.',
  },
  LOGIN_EMAIL_UNVERIFIED: {
    say: 'El proveedor de identidad no ha verificado tu correo.',
    next: 'Confirma tu correo en el proveedor de identidad y vuelve a empezar.',
  },
  LOGIN_REFUSED: { say: 'El proveedor de identidad no autorizó tu acceso.', next: askForAccess },
  LOGIN_REPLAYED: { say: 'Este inicio de sesión ya se usó. Vuelve a empezar.', next: startAgain },
  LOGIN_UNSOLICITED: {
    say: 'El inicio de sesión debe empezar en esta aplicación.',
    next: 'Empieza aquí y no en tu proveedor de identidad.',
  },

  SAML_RESPONSE_INVALID: {
    say: 'No se pudo verificar la respuesta del proveedor de identidad.',
    next: tellAdministrator,
  },
  SAML_STATUS_NOT_SUCCESS: { say: 'El proveedor de identidad no autorizó tu acceso.', next: askForAccess },
  SAML_ISSUER_MISMATCH: { say: 'La respuesta vino de otro proveedor de identidad.', next: tellAdministrator },
  SAML_DESTINATION_MISMATCH: { say: 'La respuesta era para otra aplicación.', next: tellAdministrator },
  SAML_AUDIENCE_MISMATCH: { say: 'La respuesta era para otra aplicación.', next: tellAdministrator },
  SAML_RECIPIENT_MISMATCH: { say: 'La respuesta era para otra aplicación.', next: tellAdministrator },
  SAML_SUBJECT_INVALID: { say: 'El proveedor de identidad no dijo quién eres.', next: askAdministrator },
  SAML_TIME_INVALID: {
    say: 'La respuesta del proveedor de identidad es demasiado antigua o aún no es válida.',
    next: 'Vuelve a empezar. Si sigue igual, el reloj de uno de los dos lados está mal: avisa al administrador de TI.',
  },
  SAML_IN_RESPONSE_TO_MISMATCH: {
    say: 'La respuesta no corresponde a este inicio de sesión. Vuelve a empezar.',
    next: startAgain,
  },
  SAML_ASSERTION_UNACCEPTABLE: {
    say: 'La respuesta del proveedor de identidad no se puede aceptar.',
    next: tellAdministrator,
  },
  SAML_METADATA_INVALID: {
    say: 'No se pudieron leer los metadatos del proveedor de identidad.',
    next: askAdministrator,
  },

  SAML_METADATA_UNAVAILABLE: {
    say: 'No se puede contactar con el proveedor de identidad en este momento.',
    next: waitAndTry,
  },
  OIDC_DISCOVERY_FAILED: {
    say: 'No se puede contactar con el proveedor de identidad en este momento.',
    next: waitAndTry,
  },
  OIDC_RESPONSE_INVALID: {
    say: 'No se pudo verificar la respuesta del proveedor de identidad.',
    next: tellAdministrator,
  },
  OIDC_EXCHANGE_FAILED: { say: 'El proveedor de identidad no pudo completar el inicio de sesión.', next: waitAndTry },
  OIDC_ID_TOKEN_INVALID: {
    say: 'No se pudo verificar la respuesta del proveedor de identidad.',
    next: tellAdministrator,
  },
  OIDC_USERINFO_FAILED: { say: 'El proveedor de identidad no dijo quién eres.', next: waitAndTry },
  OIDC_LOGOUT_TOKEN_INVALID: { say: 'No se pudo verificar el mensaje de cierre de sesión.', next: tellAdministrator },
  OIDC_REFRESH_FAILED: { say: 'El proveedor de identidad no pudo renovar tu acceso.', next: waitAndTry },
  OIDC_REFRESH_REFUSED: {
    say: 'El proveedor de identidad puso fin a tu acceso. Vuelve a iniciar sesión.',
    next: startAgain,
  },

  SAML_LOGOUT_INVALID: { say: 'No se pudo verificar el mensaje de cierre de sesión.', next: tellAdministrator },
  LOGOUT_EXPIRED: {
    say: 'Este cierre de sesión tardó demasiado o ya terminó.',
    next: 'Aquí ya cerraste la sesión. Para estar seguro en lo demás, ciérrala también en tu proveedor de identidad o cierra el navegador.',
  },
  SIGNAL_INVALID: { say: 'No se pudo verificar el evento de seguridad.', next: tellAdministrator },
  SIGNAL_UNAUTHORIZED: { say: 'Aquí no se conoce al remitente.', next: tellAdministrator },
  SIGNALS_UNAVAILABLE: {
    say: 'El remitente de los eventos de seguridad no responde en este momento.',
    next: waitAndTry,
  },

  LOGIN_TOO_OLD: {
    say: 'Tu organización pide un inicio de sesión más reciente.',
    next: 'Empieza de nuevo y escribe tu contraseña en el proveedor de identidad cuando te la pida.',
  },
  LOGIN_CONTEXT_INSUFFICIENT: {
    say: 'Tu organización pide un inicio de sesión más fuerte.',
    next: 'Empieza de nuevo con el segundo factor que usa tu organización. Si aún no tienes uno, pídelo a tu administrador de TI.',
  },
  LOGIN_GROUPS_INCOMPLETE: { say: 'El proveedor de identidad no envió todos tus grupos.', next: tellAdministrator },
  LOGIN_NOT_ALLOWED: { say: 'No puedes iniciar sesión aquí.', next: askForAccess },
  USER_NOT_FOUND: { say: 'No existe ese usuario.', next: askAdministrator },
  USER_PENDING: { say: 'Tu cuenta todavía no ha sido aceptada.', next: askForAccess },
  USER_NOT_PROVISIONED: { title: 'Aún sin cuenta', say: 'Todavía no tienes una cuenta aquí.', next: askForAccess },
  USER_CONFLICT: { say: 'Tu cuenta aquí pertenece a otra identidad.', next: askAdministrator },
  USER_INACTIVE: { title: 'Cuenta desactivada', say: 'Tu cuenta está desactivada.', next: askForAccess },
  ROLE_MISSING: { title: 'Sin acceso', say: 'No tienes el rol que esto requiere.', next: askForAccess },

  SCIM_UNAUTHORIZED: { say: 'El token no es válido.', next: askAdministrator },
  SCIM_FORBIDDEN: { say: 'El token no permite esto.', next: askAdministrator },
  SCIM_NOT_FOUND: { say: 'No existe ese recurso.', next: askAdministrator },
  SCIM_SYNTAX_INVALID: { say: 'No se pudo entender la solicitud.', next: askAdministrator },
  SCIM_FILTER_INVALID: { say: 'No se pudo entender el filtro.', next: askAdministrator },
  SCIM_PATH_INVALID: { say: 'No se pudo entender la ruta.', next: askAdministrator },
  SCIM_VALUE_INVALID: { say: 'Falta un valor o es del tipo equivocado.', next: askAdministrator },
  SCIM_NO_TARGET: { say: 'La ruta no lleva a nada.', next: askAdministrator },
  SCIM_MUTABILITY: { say: 'Este atributo no se puede cambiar.', next: askAdministrator },
  SCIM_CONFLICT: { say: 'Otro recurso ya tiene ese valor.', next: askAdministrator },
  SCIM_PRECONDITION_FAILED: { say: 'El recurso se cambió mientras tanto.', next: askAdministrator },
  SCIM_CURSOR_INVALID: { say: 'El cursor no es válido.', next: askAdministrator },
  SCIM_COUNT_INVALID: { say: 'La cantidad no es válida.', next: askAdministrator },
  SCIM_TOO_MANY: { say: 'La solicitud pide demasiado a la vez.', next: askAdministrator },
  SCIM_NOT_IMPLEMENTED: { say: 'Esto no es compatible.', next: askAdministrator },
  SCIM_TOKEN_NOT_FOUND: { say: 'La conexión no tiene ese token.', next: askAdministrator },
  WEBHOOK_NOT_FOUND: { say: 'No existe ese webhook.', next: askAdministrator },
  WEBHOOK_INVALID: { say: 'La configuración del webhook no es válida.', next: askAdministrator },
  WEBHOOK_UNDELIVERED: { say: 'No se pudo entregar el webhook.', next: askAdministrator },
  WEBHOOK_SIGNATURE_INVALID: { say: 'No se pudo verificar la firma.', next: askAdministrator },

  SESSION_REQUIRED: {
    title: 'Inicia sesión primero',
    say: 'Inicia sesión para continuar.',
    next: 'Después de iniciar sesión vuelves directamente aquí.',
  },
  SESSION_NOT_FOUND: { say: 'No existe esa sesión.', next: startAgain },
  REAUTHENTICATION_REQUIRED: {
    say: 'Confirma que eres tú.',
    next: 'Inicia sesión una vez más y vuelves directamente aquí.',
  },
  SESSION_TOO_LARGE: { say: 'Tu sesión es demasiado grande para una cookie.', next: askAdministrator },

  STORE_UNAVAILABLE: {
    say: 'El inicio de sesión no está disponible ahora. Inténtalo de nuevo en un momento.',
    next: waitAndTry,
  },
  INTERNAL: { say: 'Algo salió mal.', next: startAgain },
}
