const reload = 'Abre la página de nuevo: quizá otra persona lo cambió o lo quitó.'

/** Qué pasó y qué hacer, para quien administra una organización. */
export const esErrors = {
  otherwise: {
    say: 'Algo salió mal.',
    next: 'Inténtalo de nuevo. Si vuelve a pasar, dile el código a nuestro soporte.',
  },
  SELF: {
    say: 'No puedes cambiar tu propio rol ni tu estado.',
    next: 'Pídeselo a otra persona de la administración, para que nadie se quede fuera.',
  },
  ORIGIN_MISMATCH: {
    say: 'La petición vino de otro sitio.',
    next: 'No cambió nada. Usa el formulario de esta página.',
  },
  REQUEST_INVALID: {
    say: 'Algo de lo escrito no es correcto.',
    next: 'Busca un error al escribir. Un correo necesita una @ y un dominio.',
  },
  REQUEST_TOO_LARGE: { say: 'Eso es demasiado grande.', next: 'Los metadatos tienen como máximo 1 MiB.' },
  DOMAIN_INVALID: {
    say: 'Una organización no puede tener este dominio.',
    next: 'Escribe solo lo que va después de la @, como acme.test. Los dominios de correo gratuito y los sufijos públicos como com.mx no son de nadie.',
  },
  DOMAIN_CONFLICT: {
    say: 'El dominio ya está en uso.',
    next: 'Ya está en tu lista, u otra organización demostró que es suyo.',
  },
  DOMAIN_NOT_FOUND: { say: 'Tu organización no tiene ese dominio.', next: reload },
  CONNECTION_INVALID: {
    say: 'La configuración de la conexión no es válida o no está completa.',
    next: 'Mira «Todavía falta», y busca certificados caducados y direcciones sin https.',
  },
  CONNECTION_CONFLICT: { say: 'La conexión no permite esto ahora.', next: reload },
  CONNECTION_NOT_FOUND: { say: 'Tu organización no tiene esa conexión.', next: reload },
  SAML_METADATA_INVALID: {
    say: 'No se pudieron leer los metadatos.',
    next: 'Pega el documento XML entero, del primer < al último >. Debe llevar un certificado de firma.',
  },
  OIDC_DISCOVERY_FAILED: {
    say: 'El proveedor de identidad no respondió como emisor.',
    next: 'Revisa la URL del emisor. Debe ser https, y debajo debe estar /.well-known/openid-configuration.',
  },
  USER_CONFLICT: {
    say: 'Eso no es posible para esta persona.',
    next: 'Otra persona tiene ese correo, o esta cuenta la lleva tu directorio: cámbialo allí.',
  },
  USER_NOT_FOUND: { say: 'Tu organización no tiene ese miembro.', next: reload },
  GROUP_CONFLICT: { say: 'Ya existe un grupo con ese nombre.', next: 'Usa el que está en la lista.' },
  GROUP_NOT_FOUND: { say: 'No existe ese grupo.', next: reload },
  ROLE_INVALID: {
    say: 'Este rol no se puede dar.',
    next: 'Un rol es una palabra corta, como buyer: letras, cifras y guiones.',
  },
  ORGANIZATION_NOT_FOUND: {
    say: 'Esta organización no se administra aquí.',
    next: 'Se definió en la configuración de la aplicación: consulta a nuestro soporte.',
  },
  ORGANIZATION_SETTING_INHERITED: {
    say: 'Solo la organización principal puede cambiar esto.',
    next: 'Pídeselo a quien la administra.',
  },
  SCIM_TOKEN_NOT_FOUND: { say: 'La conexión no tiene ese token.', next: reload },
  WEBHOOK_NOT_FOUND: { say: 'Tu organización no tiene esa dirección.', next: reload },
  WEBHOOK_INVALID: {
    say: 'Esa dirección no se puede usar.',
    next: 'La URL debe ser una dirección https entera, al alcance desde internet, sin #.',
  },
  WEBHOOK_UNDELIVERED: { say: 'El receptor no lo aceptó.', next: 'Mira en las últimas entregas qué respondió.' },
  WRITE_CONFLICT: { say: 'Otra persona cambió esto al mismo tiempo.', next: 'Mira cómo está y repite tu cambio.' },
  STORE_UNAVAILABLE: {
    say: 'Los datos no están disponibles en este momento.',
    next: 'Inténtalo de nuevo en un momento.',
  },
}
