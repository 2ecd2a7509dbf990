/** Goes there with the whole page: with a link, or with a form where there are fields. */
export function leaveFor(url: string, fields: Readonly<Record<string, string>> | null): void {
  if (fields === null) return location.assign(url)
  const form = document.createElement('form')
  form.method = 'post'
  form.action = url
  form.hidden = true
  for (const [name, value] of Object.entries(fields)) {
    const input = document.createElement('input')
    input.type = 'hidden'
    input.name = name
    input.value = value
    form.append(input)
  }
  document.body.append(form)
  form.submit()
}
