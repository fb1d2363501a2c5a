// What `npm run deploy:account` deploys: what belongs to the account and region, once, and to no stage.
import { createAccountApp } from './create-app.ts';

createAccountApp({ checked: true }).synth();
