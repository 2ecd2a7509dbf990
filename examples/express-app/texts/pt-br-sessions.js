/** Português do Brasil. */
export const ptBRSessions = {
  title: 'Suas sessões',
  intro: 'Onde você está conectado ao Procurement. Saia dos dispositivos que não conhece ou não usa mais.',
  here: 'Aqui',
  elsewhere: 'Em outros lugares',
  on: (browser, system) => `${browser} no ${system}`,
  unknownDevice: 'Dispositivo desconhecido',
  thisOne: 'Este dispositivo',
  from: (ip) => `De ${ip}`,
  unknownAddress: 'Endereço desconhecido',
  by: (connection) => `por ${connection}`,
  began: 'Início',
  lastSeen: 'Última atividade',
  now: 'agora',
  signOut: 'Sair',
  signOutOthers: 'Sair de todos os outros',
  noOthers: 'Você não está conectado em nenhum outro lugar.',
  ofMember: 'Sessões',
  ofMemberHint:
    'Onde a pessoa está conectada agora. Quem é desconectado pode entrar de novo, a não ser que esteja desativado.',
  noneOfMember: 'Sem nenhuma sessão.',
  signOutAll: 'Desconectar em todos os lugares',
}
