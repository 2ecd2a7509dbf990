// Buttons that copy a value. They are hidden until this runs: without a script there is nothing they could do.
const doneMs = 2000

for (const button of document.querySelectorAll('[data-copies]')) {
  button.hidden = false
  button.addEventListener('click', () => void copy(button))
}

async function copy(button) {
  const source = document.getElementById(button.dataset.copies)
  const said = button.nextElementSibling
  try {
    await navigator.clipboard.writeText(source.textContent)
    said.textContent = button.dataset.done
    button.classList.add('done')
  } catch {
    // The browser does not allow it: one key is left for the person to press.
    getSelection().selectAllChildren(source)
  }
  setTimeout(() => {
    said.textContent = ''
    button.classList.remove('done')
  }, doneMs)
}
