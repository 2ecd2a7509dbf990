/** Sets a value of an object that is being made, also one of a name that every object inherits. */
export function setOwn<T>(object: Record<string, T>, name: string, value: T): void {
  // An assignment fails where the prototype is frozen; defining is slower, and hardly ever needed.
  if (name in object)
    Object.defineProperty(object, name, { value, configurable: true, enumerable: true, writable: true })
  else object[name] = value
}
