// Puts what happens at the top of the list while the page is open. It asks by cursor, so nothing is missed and nothing comes twice.
const pauseMs = 2000
const longestPauseMs = 30_000
/** What is longer is cut at its end; the link to older events leads on from there. */
const mostEntries = 200

const bar = document.querySelector('[data-live]')
const list = document.getElementById('log')
const older = document.getElementById('older')
const nothing = document.getElementById('nothing')
const [state, button, said] = bar.children

let after = Number(bar.dataset.after)
let isPaused = false
let isAsking = false
let failures = 0
let timer = null

bar.hidden = false
show('live')
askIn(pauseMs)
button.addEventListener('click', () => {
  isPaused = !isPaused
  button.textContent = isPaused ? button.dataset.resume : button.dataset.pause
  show(isPaused ? 'paused' : 'live')
  clearTimeout(timer)
  if (!isPaused) void ask()
})
document.addEventListener('visibilitychange', () => {
  if (document.hidden || isPaused) return
  clearTimeout(timer)
  void ask()
})

async function ask() {
  // Two at once would bring the same events twice.
  if (isPaused || isAsking || document.hidden) return
  isAsking = true
  const answer = await fetchNew()
  isAsking = false
  if (answer === null) return
  if (answer.entries.length > 0) add(answer)
  // Whoever pauses while an answer is on its way gets that one, and no other.
  if (!isPaused) askIn(answer.hasMore ? 0 : pauseMs * 2 ** failures)
}

function askIn(ms) {
  timer = setTimeout(() => void ask(), ms)
}

/** Null: there is nothing to ask for any more, because nobody is signed in or they may not see it. */
async function fetchNew() {
  const address = new URL(bar.dataset.live, location.href)
  address.searchParams.set('after', String(after))
  try {
    const response = await fetch(address, { headers: { accept: 'application/json' }, redirect: 'error' })
    if ([401, 403, 404].includes(response.status)) return end()
    if (!response.ok) throw new Error(`status ${response.status}`)
    const answer = await response.json()
    if (failures > 0 && !isPaused) show('live')
    failures = 0
    return answer
  } catch {
    failures = pauseMs * 2 ** failures < longestPauseMs ? failures + 1 : failures
    if (!isPaused) show('offline')
    return { entries: [], hasMore: false }
  }
}

function end() {
  isPaused = true
  show('ended')
  button.hidden = true
  return null
}

/** The server escaped everything in the entries: they are the same as those of the page. */
function add(answer) {
  after = answer.after
  for (const entry of answer.entries) {
    list.insertAdjacentHTML('afterbegin', entry)
    list.firstElementChild.classList.add('fresh')
  }
  nothing.hidden = true
  said.textContent = answer.say
  cut()
}

function cut() {
  if (list.children.length <= mostEntries) return
  while (list.children.length > mostEntries) list.lastElementChild.remove()
  const address = new URL(older.href)
  address.searchParams.set('before', list.lastElementChild.dataset.sequence)
  older.href = address.href
  older.hidden = false
}

function show(name) {
  bar.dataset.state = name
  state.textContent = {
    live: bar.dataset.sayLive,
    paused: bar.dataset.sayPaused,
    offline: bar.dataset.sayOffline,
    ended: bar.dataset.sayEnded,
  }[name]
}
