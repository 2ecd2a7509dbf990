import { changedNames } from './changed-names.js'

const named = (token) => (token.name === null ? '' : ` “${token.name}”`)
const roles = (list) => (list.length === 0 ? 'sem papel' : list.join(', '))

/** O que aconteceu, em uma frase; ver `en-events.js`. */
export const ptBREvents = {
  'login.succeeded': ({ what, data }) => `${what} entrou por ${data.connectionId}`,
  'login.failed': ({ what, data }) => `Um acesso por ${what} falhou (incidente ${data.incidentId})`,
  'session.revoked': ({ who, what, data }) => {
    if (data.cause === 'logout') return `${who} saiu`
    if (data.cause === 'idp') return 'O provedor de identidade encerrou sessões'
    return data.scope.kind === 'session' ? `${who} encerrou uma sessão` : `${who} encerrou todas as sessões de ${what}`
  },
  'organization.created': ({ who, what }) => `${who} criou a organização ${what}`,
  'organization.updated': ({ who, what }) => `${who} mudou configurações de ${what}`,
  'organization.deleted': ({ who, what }) => `${who} excluiu a organização ${what}`,
  'domain.added': ({ who, what }) => `${who} adicionou o domínio ${what}`,
  'domain.verified': ({ who, what }) => `${who} verificou o domínio ${what}`,
  'domain.verification_failed': ({ who, what, data }) => `${who} tentou verificar ${what}: ${data.result}`,
  'domain.updated': ({ who, what }) => `${who} mudou o domínio ${what}`,
  'domain.deleted': ({ who, what }) => `${who} removeu o domínio ${what}`,
  'connection.created': ({ who, what }) => `${who} criou a conexão ${what}`,
  'connection.updated': ({ who, what }) => `${who} mudou a conexão ${what}`,
  'connection.activated': ({ who, what, data }) =>
    `${who} ativou a conexão ${what}${data.tested ? '' : ', sem um teste que passou'}`,
  'connection.deactivated': ({ who, what }) => `${who} desativou a conexão ${what}`,
  'connection.deleted': ({ who, what }) => `${who} excluiu a conexão ${what}`,
  'connection.tested': ({ what, data }) =>
    `Um acesso de teste por ${what} ${data.outcome === 'passed' ? 'passou' : `falhou: ${data.code}`}`,
  'connection.metadata_refreshed': ({ what, data }) =>
    `Novos metadados de ${what} foram lidos: ${data.added.length} certificados a mais, ${data.retired.length} saindo de uso`,
  'connection.metadata_failed': ({ what, data }) => `Não foi possível ler metadados de ${what} em ${data.url}`,
  'connection.certificate_expiring': ({ what, data }) =>
    data.days === 0 ? `Um certificado de ${what} venceu` : `Um certificado de ${what} vence em até ${data.days} dias`,
  'connection.signals_verified': ({ what }) => `Os eventos de segurança de ${what} chegam, como foi verificado`,
  'user.created': ({ who, what, data, isSync }) => {
    if (isSync) return `${who} adicionou ${what}`
    return data.connectionId === null ? `${who} convidou ${what}` : `${what} entrou pela primeira vez`
  },
  'user.updated': ({ who, what, data, isSync }) =>
    isSync || data.connectionId === null
      ? `${who} mudou ${what}: ${changedNames(data)}`
      : `${what} veio com outros dados por ${data.connectionId}: ${changedNames(data)}`,
  'user.deactivated': ({ who, what }) => `${who} desativou ${what}`,
  'user.reactivated': ({ who, what }) => `${who} reativou ${what}`,
  'user.deleted': ({ who, what }) => `${who} excluiu ${what}`,
  'user.linked': ({ what, data }) => `${what} foi reconhecido por ${data.new.connectionId} e ligado a ela`,
  'user.unlinked': ({ who, what, data }) => `${who} desfez a ligação de ${what} com ${data.old.connectionId}`,
  'user.moved': ({ what, data }) => `${what} foi de ${data.old.organizationId} para ${data.new.organizationId}`,
  'group.created': ({ who, what }) => `${who} adicionou o grupo ${what}`,
  'group.updated': ({ who, what }) => `${who} mudou o nome do grupo ${what}`,
  'group.deleted': ({ who, what }) => `${who} excluiu o grupo ${what}`,
  'group.member_added': ({ what, data, nameOf }) => `${nameOf(data.userId)} está no grupo ${what}`,
  'group.member_removed': ({ what, data, nameOf }) => `${nameOf(data.userId)} não está mais no grupo ${what}`,
  'role.mapped': ({ who, what, data }) => `${who} deu ao grupo ${what} o papel ${data.new.role}`,
  'role.unmapped': ({ who, what, data }) => `${who} tirou do grupo ${what} o papel ${data.old.role}`,
  'role.changed': ({ who, what, data, nameOf }) =>
    `${what}: ${roles(data.old.roles)} → ${roles(data.new.roles)} (${data.groupId ? `pelo grupo ${nameOf(data.groupId)}` : who})`,
  'scim.token_created': ({ who, what, data }) => `${who} criou o token de SCIM${named(data.new)} para ${what}`,
  'scim.token_revoked': ({ who, what, data }) => `${who} revogou o token de SCIM${named(data.old)} de ${what}`,
  'webhook.created': ({ who, what }) => `${who} adicionou o endereço de webhooks ${what}`,
  'webhook.updated': ({ who, what, data }) => `${who} mudou o endereço de webhooks ${what}: ${changedNames(data)}`,
  'webhook.secret_rotated': ({ who, what }) => `${who} deu um novo segredo ao endereço de webhooks ${what}`,
  'webhook.disabled': ({ what }) => `O endereço de webhooks ${what} foi desligado, porque nada chegava lá`,
  'webhook.deleted': ({ who, data }) => `${who} removeu o endereço de webhooks ${data.old.name ?? data.old.url}`,
  'webhook.delivery_failed': ({ what, data }) => `O evento ${data.sequence} não chegou a ${what}, sem mais tentativas`,
}
