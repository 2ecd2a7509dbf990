import { esConnection } from './es-connection.js'
import { esDomains } from './es-domains.js'
import { esErrors } from './es-errors.js'
import { esEvents } from './es-events.js'
import { esPeople } from './es-people.js'

const count = (number, one, many) => (number === 1 ? `1 ${one}` : `${number} ${many}`)

/** Español. */
export const es = {
  lang: 'es',
  layout: {
    skip: 'Ir al contenido',
    main: 'Principal',
    dashboard: 'Panel',
    admin: 'Administración',
    launchpad: 'Launchpad',
    signOut: 'Cerrar sesión',
    foot: 'Una aplicación de ejemplo. Las personas y las cifras son inventadas.',
  },
  sections: {
    label: 'Administración',
    overview: 'Resumen',
    domains: 'Dominios',
    connection: 'Conexión',
    members: 'Miembros',
    roles: 'Roles',
    audit: 'Auditoría',
  },
  none: 'Ninguno',
  never: 'Nunca',
  cancel: 'Cancelar',
  actors: {
    api: 'La aplicación',
    system: 'El sistema',
    scim: 'La sincronización del directorio',
    nobody: 'Alguien',
  },
  overview: {
    intro: 'Quién puede entrar por tu organización, cómo, y qué pasó.',
    domains: (verified, all) => `Dominios verificados: ${verified} de ${all}`,
    connections: (active, all) => `Conexiones activas: ${active} de ${all}`,
    members: (number, more) => (more ? `más de ${number} personas` : count(number, 'persona', 'personas')),
    roles: (mapped, groups) => `Grupos con rol: ${mapped} de ${groups}`,
    audit: (number) => count(number, 'evento', 'eventos'),
  },
  domains: esDomains,
  connection: esConnection,
  members: esPeople.members,
  explain: esPeople.explain,
  roles: esPeople.roles,
  audit: {
    intro:
      'Quién hizo qué, lo más reciente primero. Cada registro va unido al anterior: nada se puede alterar sin que se vea.',
    filter: 'Mostrar',
    all: 'Todo',
    filterSubmit: 'Mostrar',
    none: 'Nada de ese tipo.',
    list: 'Eventos',
    failed: 'Falló',
    from: (ip) => `desde ${ip}`,
    older: 'Anteriores',
    newest: 'Más recientes',
    export: 'Exportar como JSON Lines',
    verify: 'Verificar el registro',
    verified: (number) => `Registro verificado: ${count(number, 'evento', 'eventos')}, ninguno alterado ni ausente.`,
    broken: (sequence, problem) => `El registro no está como se escribió: evento ${sequence}, ${problem}.`,
    problems: {
      altered: 'fue alterado',
      missing: 'falta',
      unchained: 'no sigue al anterior',
      'head-mismatch': 'no es donde termina el registro',
      unexpected: 'es otro del que se esperaba',
    },
  },
  notices: {
    'domain-added': ({ name }) => `Se añadió ${name}. Ahora demuestra que es tuyo.`,
    'domain-removed': ({ name }) => `Se quitó ${name}.`,
    'connection-created': () => 'Se creó la conexión, como borrador.',
    'connection-saved': () => 'Se guardó la conexión. Pruébala antes de contar con ella.',
    activated: ({ name }) => `«${name}» está activa.`,
    deactivated: ({ name }) => `«${name}» está inactiva. Nadie entra por ella.`,
    invited: ({ name }) => `Invitación registrada para ${name}.`,
    'member-deactivated': ({ name }) => `${name}: cuenta desactivada.`,
    'member-reactivated': ({ name }) => `${name}: cuenta reactivada.`,
    'role-given': ({ name, role }) => `${name} tiene el rol ${role}.`,
    'role-released': ({ name }) => `Los grupos vuelven a decidir el rol de ${name}.`,
    'group-added': ({ name }) => `Se añadió el grupo ${name}.`,
    mapped: ({ name, role }) => `${name} da el rol ${role}, desde el próximo acceso o la reconciliación.`,
    unmapped: ({ name }) => `${name} ya no da ningún rol, desde el próximo acceso o la reconciliación.`,
    'priority-saved': () => 'Se guardó el orden de los roles.',
    reconciled: ({ checked, changed }) =>
      `Reconciliado: ${count(checked, 'persona revisada', 'personas revisadas')}, ${changed} con cambios.`,
  },
  denied: {
    title: 'Ya no tienes este acceso',
    explain: 'Entraste con el rol de administración, pero cambió desde entonces. Vuelve a entrar para seguir.',
    home: 'Ir al panel',
  },
  failed: { title: 'Esto no funcionó', back: 'Volver' },
  errors: esErrors,
  events: esEvents,
}
