import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';
import { letOwnStylesThrough } from './app/ownStyles';
import { watchForeign } from './memory/foreign';
import './app/base.css';

letOwnStylesThrough();
watchForeign();

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
