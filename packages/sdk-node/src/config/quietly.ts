/** A log that fails must not take the answer with it. */
export function quietly<Entry>(log: (entry: Entry) => void): (entry: Entry) => void {
  return (entry) => {
    try {
      log(entry)
    } catch {
      // There is nobody left to tell.
    }
  }
}
