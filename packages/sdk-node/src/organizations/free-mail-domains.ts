/** Where anybody can have an address: nobody's organization, whoever could prove to control it. */
const exact: ReadonlySet<string> = new Set(
  `gmail.com googlemail.com outlook.com outlook.com.br msn.com passport.com live.com live.com.br live.com.pt live.com.mx live.com.ar
  live.com.au live.co.uk live.ca live.cl live.fr live.it live.de live.nl live.be live.se live.dk live.no live.at live.in live.jp
  windowslive.com icloud.com me.com mac.com privaterelay.appleid.com ymail.com rocketmail.com myyahoo.com aol.com aim.com
  uol.com.br bol.com.br terra.com.br terra.com ig.com.br globo.com globomail.com r7.com zipmail.com.br oi.com.br pop.com.br
  proton.me protonmail.com protonmail.ch pm.me tutanota.com tutanota.de tutamail.com tuta.io tuta.com keemail.me
  web.de t-online.de freenet.de mail.de posteo.de mailbox.org arcor.de email.de
  orange.fr wanadoo.fr free.fr laposte.net sfr.fr neuf.fr libero.it virgilio.it tiscali.it alice.it tim.it
  btinternet.com ntlworld.com virginmedia.com blueyonder.co.uk talktalk.net sky.com
  mail.com email.com usa.com zoho.com zohomail.com fastmail.com fastmail.fm hushmail.com hey.com inbox.com lycos.com
  comcast.net verizon.net att.net sbcglobal.net bellsouth.net cox.net charter.net earthlink.net juno.com
  mail.ru bk.ru inbox.ru list.ru internet.ru rambler.ru yandex.ru yandex.com ya.ru ukr.net i.ua
  qq.com foxmail.com 163.com 126.com yeah.net sina.com sina.cn sohu.com aliyun.com 139.com
  naver.com daum.net hanmail.net nate.com rediffmail.com docomo.ne.jp ezweb.ne.jp softbank.ne.jp
  wp.pl o2.pl onet.pl interia.pl seznam.cz centrum.cz email.cz abv.bg sapo.pt mail.pt clix.pt
  bluewin.ch telenet.be skynet.be ziggo.nl kpnmail.nl home.nl bigpond.com optusnet.com.au
  mailinator.com guerrillamail.com yopmail.com 10minutemail.com temp-mail.org sharklasers.com trashmail.com`.split(
    /\s+/,
  ),
)

/** Providers with a domain in many countries, directly under a public suffix. */
const everywhere: ReadonlySet<string> = new Set(['hotmail', 'yahoo', 'gmx'])

/** True for the well-known providers of addresses for everybody. @param isSuffix whether a name is a public suffix. */
export function isFreeMailDomain(name: string, isSuffix: (name: string) => boolean): boolean {
  const dot = name.indexOf('.')
  return exact.has(name) || (everywhere.has(name.slice(0, dot)) && isSuffix(name.slice(dot + 1)))
}
