import type { Messages } from '../messages.ts'

export const ptBrErrors: Messages['errors'] = {
  CONFIG_INVALID: {
    title: 'Configuração incorreta',
    say: 'Este serviço não está configurado corretamente.',
    next: 'Avise quem cuida dele; o log diz o que está errado.',
  },
  REQUEST_INVALID: {
    title: 'Não entendemos',
    say: 'Não foi possível entender a requisição.',
    next: 'Volte e tente de novo desde o começo.',
  },
  REQUEST_TOO_LARGE: {
    title: 'É grande demais',
    say: 'A requisição é grande demais.',
    next: 'Volte e tente de novo desde o começo.',
  },
  ROUTE_NOT_FOUND: {
    title: 'Página não encontrada',
    say: 'Não há nada neste endereço.',
    next: 'Confira o endereço ou abra seus aplicativos.',
  },
  METHOD_NOT_ALLOWED: {
    title: 'Assim não',
    say: 'Este endereço não responde a esse tipo de requisição.',
    next: 'Abra seus aplicativos e comece por lá.',
  },
  ORIGIN_MISMATCH: {
    title: 'Não foi possível conferir o formulário',
    say: 'O formulário não veio desta página, ou seu navegador não guarda cookies.',
    next: 'Permita cookies para este site, recarregue a página e tente de novo.',
  },
  SIGN_IN_EXPIRED: {
    title: 'Comece de novo, por favor',
    say: 'Este acesso demorou demais ou já foi usado.',
    next: 'Volte ao aplicativo de onde você veio e entre mais uma vez.',
  },
  APPLICATION_UNKNOWN: {
    title: 'Aplicativo desconhecido',
    say: 'O aplicativo que enviou você não está registrado.',
    next: 'Avise quem cuida do aplicativo: ele precisa ser registrado aqui primeiro.',
  },
  APPLICATION_NOT_ASSIGNED: {
    title: 'Sua conta não tem acesso',
    say: 'Sua conta não tem acesso a este aplicativo.',
    next: 'Peça acesso ao administrador, ou saia e use outra conta.',
  },
  SAML_REQUEST_INVALID: {
    title: 'O aplicativo pediu errado',
    say: 'O pedido de acesso do aplicativo não pôde ser aceito.',
    next: 'Avise quem cuida do aplicativo, com o número do incidente abaixo.',
  },
  OIDC_REQUEST_INVALID: {
    title: 'O aplicativo pediu errado',
    say: 'O pedido de acesso do aplicativo não pôde ser aceito.',
    next: 'Avise quem cuida do aplicativo, com o número do incidente abaixo.',
  },
  INTERNAL: {
    title: 'Algo deu errado',
    say: 'A falha é nossa, não sua.',
    next: 'Tente de novo em instantes. Se continuar, informe o número do incidente a quem cuida deste serviço.',
  },
}
