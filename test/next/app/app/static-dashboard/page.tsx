export default function StaticDashboard() {
  return <h1>The same for everyone who is signed in</h1>
}
