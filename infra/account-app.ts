// What `npm run deploy:account` deploys: what belongs to the account and region, once, and to no stage.
import { createAccountApp } from './create-app.ts';
import { tellTarget } from './tell-target.ts';

tellTarget('What the account has once for all stages');
createAccountApp({ checked: true }).synth();
