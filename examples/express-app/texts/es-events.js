import { changedNames } from './changed-names.js'

const named = (token) => (token.name === null ? '' : ` «${token.name}»`)
const roles = (list) => (list.length === 0 ? 'sin rol' : list.join(', '))

/** Qué pasó, en una frase; véase `en-events.js`. */
export const esEvents = {
  'login.succeeded': ({ what, data }) => `${what} entró por ${data.connectionId}`,
  'login.failed': ({ what, data }) => `Un acceso por ${what} falló (incidente ${data.incidentId})`,
  'session.revoked': ({ who, what, data }) => {
    if (data.cause === 'logout') return `${who} cerró la sesión`
    if (data.cause === 'idp') return 'El proveedor de identidad cerró sesiones'
    return data.scope.kind === 'session' ? `${who} cerró una sesión` : `${who} cerró todas las sesiones de ${what}`
  },
  'organization.created': ({ who, what }) => `${who} creó la organización ${what}`,
  'organization.updated': ({ who, what }) => `${who} cambió ajustes de ${what}`,
  'organization.deleted': ({ who, what }) => `${who} eliminó la organización ${what}`,
  'domain.added': ({ who, what }) => `${who} añadió el dominio ${what}`,
  'domain.verified': ({ who, what }) => `${who} verificó el dominio ${what}`,
  'domain.verification_failed': ({ who, what, data }) => `${who} intentó verificar ${what}: ${data.result}`,
  'domain.updated': ({ who, what }) => `${who} cambió el dominio ${what}`,
  'domain.deleted': ({ who, what }) => `${who} quitó el dominio ${what}`,
  'connection.created': ({ who, what }) => `${who} creó la conexión ${what}`,
  'connection.updated': ({ who, what }) => `${who} cambió la conexión ${what}`,
  'connection.activated': ({ who, what, data }) =>
    `${who} activó la conexión ${what}${data.tested ? '' : ', sin una prueba superada'}`,
  'connection.deactivated': ({ who, what }) => `${who} desactivó la conexión ${what}`,
  'connection.deleted': ({ who, what }) => `${who} eliminó la conexión ${what}`,
  'connection.tested': ({ what, data }) =>
    data.outcome === 'passed'
      ? `Un acceso de prueba por ${what} se superó`
      : `Un acceso de prueba por ${what} falló: ${data.code}`,
  'connection.metadata_refreshed': ({ what, data }) =>
    `Se leyeron nuevos metadatos de ${what}: ${data.added.length} certificados más, ${data.retired.length} saliendo de uso`,
  'connection.metadata_failed': ({ what, data }) => `No se pudieron leer los metadatos de ${what} en ${data.url}`,
  'connection.certificate_expiring': ({ what, data }) =>
    data.days === 0
      ? `Un certificado de ${what} caducó`
      : `Un certificado de ${what} caduca en ${data.days} días o menos`,
  'connection.signals_verified': ({ what }) => `Los eventos de seguridad de ${what} llegan, como se comprobó`,
  'user.created': ({ who, what, data, isSync }) => {
    if (isSync) return `${who} añadió a ${what}`
    return data.connectionId === null ? `${who} invitó a ${what}` : `${what} entró por primera vez`
  },
  'user.updated': ({ who, what, data, isSync }) =>
    isSync || data.connectionId === null
      ? `${who} cambió a ${what}: ${changedNames(data)}`
      : `${what} llegó con otros datos por ${data.connectionId}: ${changedNames(data)}`,
  'user.deactivated': ({ who, what }) => `${who} desactivó a ${what}`,
  'user.reactivated': ({ who, what }) => `${who} reactivó a ${what}`,
  'user.deleted': ({ who, what }) => `${who} eliminó a ${what}`,
  'user.linked': ({ what, data }) => `${data.new.connectionId} reconoció a ${what} y quedó enlazada`,
  'user.unlinked': ({ who, what, data }) => `${who} deshizo el enlace de ${what} con ${data.old.connectionId}`,
  'user.moved': ({ what, data }) => `${what} pasó de ${data.old.organizationId} a ${data.new.organizationId}`,
  'group.created': ({ who, what }) => `${who} añadió el grupo ${what}`,
  'group.updated': ({ who, what }) => `${who} cambió el nombre del grupo ${what}`,
  'group.deleted': ({ who, what }) => `${who} eliminó el grupo ${what}`,
  'group.member_added': ({ what, data, nameOf }) => `${nameOf(data.userId)} está en el grupo ${what}`,
  'group.member_removed': ({ what, data, nameOf }) => `${nameOf(data.userId)} ya no está en el grupo ${what}`,
  'role.mapped': ({ who, what, data }) => `${who} dio al grupo ${what} el rol ${data.new.role}`,
  'role.unmapped': ({ who, what, data }) => `${who} quitó al grupo ${what} el rol ${data.old.role}`,
  'role.changed': ({ who, what, data, nameOf }) =>
    `${what}: ${roles(data.old.roles)} → ${roles(data.new.roles)} (${data.groupId ? `por el grupo ${nameOf(data.groupId)}` : who})`,
  'scim.token_created': ({ who, what, data }) => `${who} creó el token de SCIM${named(data.new)} para ${what}`,
  'scim.token_revoked': ({ who, what, data }) => `${who} revocó el token de SCIM${named(data.old)} de ${what}`,
  'webhook.created': ({ who, what }) => `${who} añadió la dirección de webhooks ${what}`,
  'webhook.updated': ({ who, what, data }) => `${who} cambió la dirección de webhooks ${what}: ${changedNames(data)}`,
  'webhook.secret_rotated': ({ who, what }) => `${who} dio un nuevo secreto a la dirección de webhooks ${what}`,
  'webhook.disabled': ({ what }) => `Se apagó la dirección de webhooks ${what}, porque no llegaba nada`,
  'webhook.deleted': ({ who, data }) => `${who} quitó la dirección de webhooks ${data.old.name ?? data.old.url}`,
  'webhook.delivery_failed': ({ what, data }) => `El evento ${data.sequence} no llegó a ${what}, sin más intentos`,
}
