const reload = 'Abra a página de novo: talvez outra pessoa tenha mudado ou removido isto.'

/** O que aconteceu e o que fazer, para quem administra uma organização. */
export const ptBRErrors = {
  otherwise: {
    say: 'Algo deu errado.',
    next: 'Tente de novo. Se acontecer outra vez, informe o código ao nosso suporte.',
  },
  SELF: {
    say: 'Você não pode mudar o seu próprio papel nem a sua situação.',
    next: 'Peça a outra pessoa da administração, para que ninguém se tranque do lado de fora.',
  },
  ORIGIN_MISMATCH: { say: 'O pedido veio de outro site.', next: 'Nada mudou. Use o formulário desta página.' },
  REQUEST_INVALID: {
    say: 'Algo que foi digitado não está certo.',
    next: 'Procure um erro de digitação. Um e-mail precisa de um @ e de um domínio.',
  },
  REQUEST_TOO_LARGE: { say: 'Isto é grande demais.', next: 'Metadados têm no máximo 1 MiB.' },
  DOMAIN_INVALID: {
    say: 'Uma organização não pode ter este domínio.',
    next: 'Digite só o que vem depois do @, como acme.test. Domínios de e-mail gratuito e sufixos públicos como com.br não são de ninguém.',
  },
  DOMAIN_CONFLICT: {
    say: 'O domínio já está em uso.',
    next: 'Ele já está na sua lista, ou outra organização provou que ele é dela.',
  },
  DOMAIN_NOT_FOUND: { say: 'A sua organização não tem este domínio.', next: reload },
  CONNECTION_INVALID: {
    say: 'As configurações da conexão não são válidas ou não estão completas.',
    next: 'Veja “Ainda falta” e procure certificados vencidos e endereços sem https.',
  },
  CONNECTION_CONFLICT: { say: 'A conexão não permite isto agora.', next: reload },
  CONNECTION_NOT_FOUND: { say: 'A sua organização não tem esta conexão.', next: reload },
  SAML_METADATA_INVALID: {
    say: 'Não foi possível ler os metadados.',
    next: 'Cole o documento XML inteiro, do primeiro < ao último >. Ele precisa ter um certificado de assinatura.',
  },
  OIDC_DISCOVERY_FAILED: {
    say: 'O provedor de identidade não respondeu como emissor.',
    next: 'Confira a URL do emissor. Ela precisa ser https e ter abaixo dela /.well-known/openid-configuration.',
  },
  USER_CONFLICT: {
    say: 'Isto não é possível para esta pessoa.',
    next: 'Outra pessoa tem este e-mail, ou quem cuida desta conta é o seu diretório: mude lá.',
  },
  USER_NOT_FOUND: { say: 'A sua organização não tem este membro.', next: reload },
  GROUP_CONFLICT: { say: 'Já existe um grupo com esse nome.', next: 'Use o que está na lista.' },
  GROUP_NOT_FOUND: { say: 'Este grupo não existe.', next: reload },
  ROLE_INVALID: {
    say: 'Este papel não pode ser dado.',
    next: 'Um papel é uma palavra curta, como buyer: letras, algarismos e hifens.',
  },
  ORGANIZATION_NOT_FOUND: {
    say: 'Esta organização não é administrada aqui.',
    next: 'Ela foi definida na configuração da aplicação: fale com o nosso suporte.',
  },
  ORGANIZATION_SETTING_INHERITED: {
    say: 'Só a organização principal pode mudar isto.',
    next: 'Peça a quem a administra.',
  },
  SCIM_TOKEN_NOT_FOUND: { say: 'A conexão não tem este token.', next: reload },
  WEBHOOK_NOT_FOUND: { say: 'A sua organização não tem este endereço.', next: reload },
  WEBHOOK_INVALID: {
    say: 'Este endereço não pode ser usado.',
    next: 'A URL precisa ser um endereço https inteiro, alcançável pela internet, sem #.',
  },
  WEBHOOK_UNDELIVERED: { say: 'O receptor não aceitou.', next: 'Veja nas últimas entregas o que ele respondeu.' },
  WRITE_CONFLICT: { say: 'Outra pessoa mudou isto ao mesmo tempo.', next: 'Confira como está e repita a sua mudança.' },
  STORE_UNAVAILABLE: { say: 'Os dados estão fora de alcance no momento.', next: 'Tente de novo daqui a pouco.' },
}
