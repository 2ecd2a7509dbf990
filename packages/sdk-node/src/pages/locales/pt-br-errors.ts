import type { Messages } from '../messages.ts'

const startAgain = 'Comece de novo. Se acontecer outra vez, informe à equipe de TI o número do incidente abaixo.'
const askAdministrator = 'A equipe de TI da sua organização pode resolver. Informe a ela o número do incidente abaixo.'
const tellAdministrator =
  'Comece de novo. Se continuar assim, a equipe de TI precisa conferir as configurações dos dois lados; o número do incidente abaixo mostra onde procurar.'
const waitAndTry =
  'Aguarde um instante e comece de novo. Se demorar, informe à equipe de TI o número do incidente abaixo.'
const askForAccess = 'Peça acesso à equipe de TI ou comece de novo com outra conta.'
const notFound = 'Página não encontrada'

/** What failures look like in Português do Brasil. */
export const ptBRErrors: Messages['errors'] = {
  CONFIG_INVALID: { say: 'O acesso não está configurado corretamente.', next: askAdministrator },

  REQUEST_INVALID: { say: 'Não foi possível entender a solicitação.', next: startAgain },
  REQUEST_TOO_LARGE: { say: 'A solicitação é grande demais.', next: startAgain },
  ROUTE_NOT_FOUND: {
    title: notFound,
    say: 'Não há nada neste endereço.',
    next: 'Confira o endereço ou volte à página de acesso.',
  },
  METHOD_NOT_ALLOWED: {
    title: notFound,
    say: 'Este endereço não responde a esse tipo de solicitação.',
    next: 'Abra o aplicativo pela página inicial.',
  },
  HOST_NOT_ALLOWED: {
    say: 'O acesso não está configurado para este nome de host.',
    next: 'Abra o aplicativo pelo endereço de sempre.',
  },
  ORIGIN_MISMATCH: { say: 'A solicitação veio de outro site.', next: 'Abra o próprio aplicativo e tente por lá.' },
  RATE_LIMITED: { say: 'Solicitações demais. Aguarde um instante.', next: 'Tente de novo em um minuto.' },

  CONNECTION_NOT_FOUND: {
    say: 'O login único (SSO) não está configurado para este endereço.',
    next: 'Confira a grafia do seu e-mail e comece de novo ou fale com a equipe de TI.',
  },
  CONNECTION_INACTIVE: { say: 'O login único (SSO) desta organização está desativado.', next: askAdministrator },
  CONNECTION_INVALID: { say: 'As configurações da conexão não são válidas.', next: askAdministrator },
  CONNECTION_CONFLICT: { say: 'A conexão não permite isto agora.', next: askAdministrator },

  ORGANIZATION_NOT_FOUND: { say: 'Esta organização não existe.', next: askAdministrator },
  ORGANIZATION_CONFLICT: { say: 'A organização não permite isto.', next: askAdministrator },
  ORGANIZATION_SETTING_INHERITED: { say: 'Só a organização principal pode mudar isto.', next: askAdministrator },
  DOMAIN_NOT_FOUND: { say: 'A organização não tem este domínio.', next: askAdministrator },
  DOMAIN_INVALID: { say: 'Uma organização não pode ter este domínio.', next: askAdministrator },
  DOMAIN_CONFLICT: { say: 'O domínio já está em uso.', next: askAdministrator },
  GROUP_NOT_FOUND: { say: 'Este grupo não existe.', next: askAdministrator },
  GROUP_CONFLICT: { say: 'Já existe um grupo com esse nome.', next: askAdministrator },
  ROLE_INVALID: { say: 'Este papel não pode ser dado ali.', next: askAdministrator },
  WRITE_CONFLICT: { say: 'Outra pessoa mudou isto ao mesmo tempo. Tente de novo.', next: waitAndTry },

  LOGIN_EXPIRED: {
    say: 'Este acesso demorou demais ou já foi usado. Comece de novo.',
    next: 'Comece de novo e conclua em até dez minutos. O botão Voltar e as abas antigas levam a acessos que já terminaram.',
  },
  LOGIN_BROWSER_MISMATCH: {
    say: 'Este acesso foi iniciado em outro navegador. Comece de novo.',
    next: 'Comece de novo neste navegador e permita os cookies deste site.',
  },
  LOGIN_CONNECTION_MISMATCH: {
    say: 'A resposta veio de outro provedor de identidade. Comece de novo.',
    next: startAgain,
  },
  LOGIN_DOMAIN_MISMATCH: {
    say: 'Esta conta não pertence à organização.',
    next: 'Saia do provedor de identidade e comece de novo com a sua conta de trabalho.',
  },
  LOGIN_EMAIL_UNVERIFIED: {
    say: 'O provedor de identidade não verificou o seu e-mail.',
    next: 'Confirme o seu e-mail no provedor de identidade e comece de novo.',
  },
  LOGIN_REFUSED: { say: 'O provedor de identidade não autorizou o seu acesso.', next: askForAccess },
  LOGIN_REPLAYED: { say: 'Este acesso já foi usado. Comece de novo.', next: startAgain },
  LOGIN_UNSOLICITED: {
    say: 'O acesso precisa começar neste aplicativo.',
    next: 'Comece por aqui, e não pelo provedor de identidade.',
  },

  SAML_RESPONSE_INVALID: {
    say: 'Não foi possível verificar a resposta do provedor de identidade.',
    next: tellAdministrator,
  },
  SAML_STATUS_NOT_SUCCESS: { say: 'O provedor de identidade não autorizou o seu acesso.', next: askForAccess },
  SAML_ISSUER_MISMATCH: { say: 'A resposta veio de outro provedor de identidade.', next: tellAdministrator },
  SAML_DESTINATION_MISMATCH: { say: 'A resposta era para outro aplicativo.', next: tellAdministrator },
  SAML_AUDIENCE_MISMATCH: { say: 'A resposta era para outro aplicativo.', next: tellAdministrator },
  SAML_RECIPIENT_MISMATCH: { say: 'A resposta era para outro aplicativo.', next: tellAdministrator },
  SAML_SUBJECT_INVALID: { say: 'O provedor de identidade não informou quem você é.', next: askAdministrator },
  SAML_TIME_INVALID: {
    say: 'A resposta do provedor de identidade é antiga demais ou ainda não é válida.',
    next: 'Comece de novo. Se continuar assim, o relógio de um dos dois lados está errado: avise a equipe de TI.',
  },
  SAML_IN_RESPONSE_TO_MISMATCH: { say: 'A resposta não pertence a este acesso. Comece de novo.', next: startAgain },
  SAML_ASSERTION_UNACCEPTABLE: {
    say: 'A resposta do provedor de identidade não pode ser aceita.',
    next: tellAdministrator,
  },
  SAML_METADATA_INVALID: {
    say: 'Não foi possível ler os metadados do provedor de identidade.',
    next: askAdministrator,
  },

  SAML_METADATA_UNAVAILABLE: { say: 'O provedor de identidade está fora de alcance no momento.', next: waitAndTry },
  OIDC_DISCOVERY_FAILED: { say: 'O provedor de identidade está fora de alcance no momento.', next: waitAndTry },
  OIDC_RESPONSE_INVALID: {
    say: 'Não foi possível verificar a resposta do provedor de identidade.',
    next: tellAdministrator,
  },
  OIDC_EXCHANGE_FAILED: { say: 'O provedor de identidade não conseguiu concluir o acesso.', next: waitAndTry },
  OIDC_ID_TOKEN_INVALID: {
    say: 'Não foi possível verificar a resposta do provedor de identidade.',
    next: tellAdministrator,
  },
  OIDC_USERINFO_FAILED: { say: 'O provedor de identidade não informou quem você é.', next: waitAndTry },
  OIDC_LOGOUT_TOKEN_INVALID: { say: 'A mensagem de saída não pôde ser verificada.', next: tellAdministrator },
  OIDC_REFRESH_FAILED: { say: 'O provedor de identidade não conseguiu renovar o seu acesso.', next: waitAndTry },
  OIDC_REFRESH_REFUSED: { say: 'O provedor de identidade encerrou o seu acesso. Entre de novo.', next: startAgain },

  SAML_LOGOUT_INVALID: { say: 'A mensagem de saída não pôde ser verificada.', next: tellAdministrator },
  LOGOUT_EXPIRED: {
    say: 'Esta saída demorou demais ou já foi concluída.',
    next: 'Você saiu daqui. Para ter certeza no resto, saia também do seu provedor de identidade ou feche o navegador.',
  },
  SIGNAL_INVALID: { say: 'O evento de segurança não pôde ser verificado.', next: tellAdministrator },
  SIGNAL_UNAUTHORIZED: { say: 'O remetente não é conhecido aqui.', next: tellAdministrator },
  SIGNALS_UNAVAILABLE: { say: 'O remetente dos eventos de segurança não responde no momento.', next: waitAndTry },

  LOGIN_TOO_OLD: {
    say: 'A sua organização exige um acesso mais recente.',
    next: 'Comece de novo e digite a senha no provedor de identidade quando ele pedir.',
  },
  LOGIN_CONTEXT_INSUFFICIENT: {
    say: 'A sua organização exige um acesso mais forte.',
    next: 'Comece de novo com o segundo fator que a sua organização usa. Se você ainda não tem um, peça ao administrador de TI.',
  },
  LOGIN_GROUPS_INCOMPLETE: {
    say: 'O provedor de identidade não enviou todos os seus grupos.',
    next: tellAdministrator,
  },
  LOGIN_NOT_ALLOWED: { say: 'Você não pode entrar aqui.', next: askForAccess },
  USER_NOT_FOUND: { say: 'Este usuário não existe.', next: askAdministrator },
  USER_PENDING: { say: 'A sua conta ainda não foi aceita.', next: askForAccess },
  USER_NOT_PROVISIONED: { title: 'Ainda sem conta', say: 'Você ainda não tem uma conta aqui.', next: askForAccess },
  USER_CONFLICT: { say: 'A sua conta aqui pertence a outra identidade.', next: askAdministrator },
  USER_INACTIVE: { title: 'Conta desativada', say: 'A sua conta está desativada.', next: askForAccess },
  ROLE_MISSING: { title: 'Sem acesso', say: 'Você não tem o papel que isto exige.', next: askForAccess },

  SCIM_UNAUTHORIZED: { say: 'O token não é válido.', next: askAdministrator },
  SCIM_FORBIDDEN: { say: 'O token não permite isso.', next: askAdministrator },
  SCIM_NOT_FOUND: { say: 'Esse recurso não existe.', next: askAdministrator },
  SCIM_SYNTAX_INVALID: { say: 'Não foi possível entender a requisição.', next: askAdministrator },
  SCIM_FILTER_INVALID: { say: 'Não foi possível entender o filtro.', next: askAdministrator },
  SCIM_PATH_INVALID: { say: 'Não foi possível entender o caminho.', next: askAdministrator },
  SCIM_VALUE_INVALID: { say: 'Um valor está faltando ou é do tipo errado.', next: askAdministrator },
  SCIM_NO_TARGET: { say: 'O caminho não leva a nada.', next: askAdministrator },
  SCIM_MUTABILITY: { say: 'Este atributo não pode ser alterado.', next: askAdministrator },
  SCIM_CONFLICT: { say: 'Outro recurso já tem esse valor.', next: askAdministrator },
  SCIM_PRECONDITION_FAILED: { say: 'O recurso foi alterado nesse meio-tempo.', next: askAdministrator },
  SCIM_CURSOR_INVALID: { say: 'O cursor não é válido.', next: askAdministrator },
  SCIM_COUNT_INVALID: { say: 'A quantidade não é válida.', next: askAdministrator },
  SCIM_TOO_MANY: { say: 'A requisição pede demais de uma só vez.', next: askAdministrator },
  SCIM_NOT_IMPLEMENTED: { say: 'Isso não é suportado.', next: askAdministrator },
  SCIM_TOKEN_NOT_FOUND: { say: 'A conexão não tem esse token.', next: askAdministrator },
  WEBHOOK_NOT_FOUND: { say: 'Esse webhook não existe.', next: askAdministrator },
  WEBHOOK_INVALID: { say: 'A configuração do webhook não é válida.', next: askAdministrator },
  WEBHOOK_UNDELIVERED: { say: 'Não foi possível entregar o webhook.', next: askAdministrator },
  WEBHOOK_SIGNATURE_INVALID: { say: 'Não foi possível verificar a assinatura.', next: askAdministrator },

  SESSION_REQUIRED: {
    title: 'Entre primeiro',
    say: 'Entre para continuar.',
    next: 'Depois de entrar, você volta direto para cá.',
  },
  SESSION_NOT_FOUND: { say: 'Essa sessão não existe.', next: startAgain },
  REAUTHENTICATION_REQUIRED: { say: 'Confirme que é você.', next: 'Entre mais uma vez e você volta direto para cá.' },
  SESSION_TOO_LARGE: { say: 'A sua sessão é grande demais para um cookie.', next: askAdministrator },

  STORE_UNAVAILABLE: { say: 'O acesso não está disponível agora. Tente de novo em instantes.', next: waitAndTry },
  INTERNAL: { say: 'Algo deu errado.', next: startAgain },
}
