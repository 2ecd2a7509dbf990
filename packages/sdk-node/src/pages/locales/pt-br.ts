import type { Messages } from '../messages.ts'
import { ptBRErrors } from './pt-br-errors.ts'

/** Português do Brasil. */
export const ptBR: Messages = {
  skipToContent: 'Ir para o conteúdo',
  signIn: {
    title: 'Entrar',
    intro: 'Use o seu e-mail de trabalho. Levamos você à página de acesso da sua organização.',
    emailLabel: 'E-mail de trabalho',
    emailHint: 'O endereço que a sua organização lhe deu',
    emailPlaceholder: 'nome@empresa.com.br',
    submit: 'Continuar com o e-mail',
    problems: {
      emailInvalid:
        'Isso não parece um endereço de e-mail. Ele precisa ter um @ e um domínio, como em nome@empresa.com.br.',
      emailUnknown:
        'O login único (SSO) não está configurado para este endereço. Confira a grafia ou fale com a equipe de TI.',
    },
  },
  picker: {
    title: 'Escolha como entrar',
    intro: (organization) => `${organization} tem mais de uma forma de acesso. Escolha a que você costuma usar.`,
    otherEmail: 'Usar outro endereço de e-mail',
  },
  formPost: {
    title: (destination) => `Indo para ${destination}`,
    progress: 'Um instante, estamos encaminhando você com segurança.',
    stuck: 'Nada aconteceu?',
    submit: 'Continuar',
  },
  signOut: {
    title: 'Sair?',
    ask: (who) =>
      who === null
        ? 'Para voltar, será preciso entrar de novo.'
        : `Você entrou como ${who}. Para voltar, será preciso entrar de novo.`,
    submit: 'Sair',
    cancel: 'Continuar conectado',
    alsoLabel: (provider) => `Sair também de ${provider}`,
    alsoHint: 'Recomendado em computador compartilhado. Outros aplicativos podem pedir que você entre de novo.',
    alsoAt: (provider) => `Você também sairá de ${provider}.`,
  },
  signedOut: {
    title: 'Você saiu',
    explain:
      'A sua sessão aqui terminou. Em um computador compartilhado, feche também o navegador: a sua organização ainda pode reconhecer você.',
    signIn: 'Entrar de novo',
  },
  testReport: {
    title: 'Acesso de teste',
    passed: 'O acesso de teste funcionou',
    failed: 'O acesso de teste falhou',
    about: (connection) => `Este foi um teste da conexão “${connection}”.`,
    nobody: 'Ninguém entrou e nenhuma conta foi criada.',
    notKept:
      'As configurações mudaram durante o teste, por isso este relatório não foi guardado. Faça o teste de novo.',
    failedCheck: 'O que falhou',
    read: 'O que lemos',
    checks: 'Verificações, em ordem',
    claims: 'O que o provedor de identidade enviou',
    check: 'Verificação',
    outcome: 'Resultado',
    field: 'Campo',
    name: 'Nome',
    value: 'Valor',
    nothing: 'Nada pôde ser verificado, por isso nada é mostrado.',
    outcomes: { passed: 'passou', failed: 'falhou', 'not-reached': 'não alcançada' },
  },
  error: {
    title: 'Não foi possível entrar',
    startAgain: 'Começar de novo',
    support: 'Contato',
    incident: 'Número do incidente',
    code: 'Código do erro',
  },
  errors: ptBRErrors,
}
