import { Who } from './who.tsx'

export default function Home() {
  return (
    <main>
      <Who place="header" />
      <Who place="content" />
      <Who place="footer" />
    </main>
  )
}
