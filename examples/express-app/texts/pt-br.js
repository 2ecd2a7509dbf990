import { ptBRConnection } from './pt-br-connection.js'
import { ptBRDomains } from './pt-br-domains.js'
import { ptBRErrors } from './pt-br-errors.js'
import { ptBREvents } from './pt-br-events.js'
import { ptBRPeople } from './pt-br-people.js'

const count = (number, one, many) => (number === 1 ? `1 ${one}` : `${number} ${many}`)

/** Português do Brasil. */
export const ptBR = {
  lang: 'pt-BR',
  layout: {
    skip: 'Ir para o conteúdo',
    main: 'Principal',
    dashboard: 'Painel',
    admin: 'Administração',
    launchpad: 'Launchpad',
    signOut: 'Sair',
    foot: 'Uma aplicação de exemplo. As pessoas e os números são inventados.',
  },
  sections: {
    label: 'Administração',
    overview: 'Visão geral',
    domains: 'Domínios',
    connection: 'Conexão',
    members: 'Membros',
    roles: 'Papéis',
    audit: 'Auditoria',
  },
  none: 'Nenhum',
  never: 'Nunca',
  cancel: 'Cancelar',
  actors: {
    api: 'A aplicação',
    system: 'O sistema',
    scim: 'A sincronização do diretório',
    nobody: 'Alguém',
  },
  overview: {
    intro: 'Quem pode entrar pela sua organização, como, e o que aconteceu.',
    domains: (verified, all) => `Domínios verificados: ${verified} de ${all}`,
    connections: (active, all) => `Conexões ativas: ${active} de ${all}`,
    members: (number, more) => (more ? `mais de ${number} pessoas` : count(number, 'pessoa', 'pessoas')),
    roles: (mapped, groups) => `Grupos com papel: ${mapped} de ${groups}`,
    audit: (number) => count(number, 'evento', 'eventos'),
  },
  domains: ptBRDomains,
  connection: ptBRConnection,
  members: ptBRPeople.members,
  explain: ptBRPeople.explain,
  roles: ptBRPeople.roles,
  audit: {
    intro:
      'Quem fez o quê, o mais novo primeiro. Cada registro é ligado ao anterior: nada pode ser alterado sem que se veja.',
    filter: 'Mostrar',
    all: 'Tudo',
    filterSubmit: 'Mostrar',
    none: 'Nada desse tipo.',
    list: 'Eventos',
    failed: 'Falhou',
    from: (ip) => `de ${ip}`,
    older: 'Mais antigos',
    newest: 'Mais novos',
    export: 'Exportar como JSON Lines',
    verify: 'Verificar o registro',
    verified: (number) => `Registro verificado: ${count(number, 'evento', 'eventos')}, nenhum alterado ou ausente.`,
    broken: (sequence, problem) => `O registro não está como foi escrito: evento ${sequence}, ${problem}.`,
    problems: {
      altered: 'foi alterado',
      missing: 'está ausente',
      unchained: 'não segue o anterior',
      'head-mismatch': 'não é onde o registro termina',
      unexpected: 'é outro do que se esperava',
    },
  },
  notices: {
    'domain-added': ({ name }) => `${name} foi adicionado. Agora prove que ele é seu.`,
    'domain-removed': ({ name }) => `${name} foi removido.`,
    'connection-created': () => 'A conexão foi criada, como rascunho.',
    'connection-saved': () => 'A conexão foi salva. Teste antes de contar com ela.',
    activated: ({ name }) => `“${name}” está ativa.`,
    deactivated: ({ name }) => `“${name}” está inativa. Ninguém entra por ela.`,
    invited: ({ name }) => `Convite registrado para ${name}.`,
    'member-deactivated': ({ name }) => `${name}: conta desativada.`,
    'member-reactivated': ({ name }) => `${name}: conta reativada.`,
    'role-given': ({ name, role }) => `${name} tem o papel ${role}.`,
    'role-released': ({ name }) => `Os grupos voltam a decidir o papel de ${name}.`,
    'group-added': ({ name }) => `O grupo ${name} foi adicionado.`,
    mapped: ({ name, role }) => `${name} dá o papel ${role}, a partir do próximo acesso ou da reconciliação.`,
    unmapped: ({ name }) => `${name} não dá mais papel, a partir do próximo acesso ou da reconciliação.`,
    'priority-saved': () => 'A ordem dos papéis foi salva.',
    reconciled: ({ checked, changed }) =>
      `Reconciliado: ${count(checked, 'pessoa conferida', 'pessoas conferidas')}, ${changed} com mudança.`,
  },
  denied: {
    title: 'Você não tem mais este acesso',
    explain: 'Você entrou com o papel de administração, mas ele mudou desde então. Entre de novo para continuar.',
    home: 'Ir para o painel',
  },
  failed: { title: 'Isto não funcionou', back: 'Voltar' },
  errors: ptBRErrors,
  events: ptBREvents,
}
