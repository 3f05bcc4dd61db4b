import { render } from 'preact'
import { App } from './app.tsx'
import { followAnswers } from './document/decide.ts'
import { listenToKeys } from './keys/listen.ts'
import { followRoute } from './route.ts'
import './theme.ts'

followRoute()
followAnswers()
listenToKeys()
render(<App />, document.getElementById('app')!)
