import { useTranslation } from 'react-i18next';
import type { DeviceProblem } from '../devices/problem';
import classes from './check.module.css';

/** The browsers the guide speaks of; the reader's own comes first (R115). */
export const isYandex = (): boolean => /YaBrowser/.test(navigator.userAgent);
const browsers = () => (isYandex() ? (['yandex', 'chrome'] as const) : (['chrome', 'yandex'] as const));
const systems = ['windows', 'mac', 'android', 'iphone'] as const;
const isPhone = () => matchMedia('(pointer: coarse)').matches;

function Steps({ text }: { text: string }) {
  return (
    <ol>
      {text.split('\n').map((step) => (
        <li key={step}>{step}</li>
      ))}
    </ol>
  );
}

/** How each browser lets the site use the camera, on a computer and on a phone. */
export function BrowserGuides() {
  const { t } = useTranslation('room');
  return browsers().map((browser, index) => {
    const computer = { title: t('check.onComputer'), text: t(`check.steps.${browser}`) };
    const phone = { title: t('check.onPhone'), text: t(`check.steps.${browser}Phone`) };
    return (
      <details key={browser} className={classes.guide} data-testid={`room-guide-${browser}`}>
        <summary>
          {t(`check.recipe.${browser}`)}
          {index === 0 && isYandex() && ` (${t('check.ownBrowser')})`}
        </summary>
        {(isPhone() ? [phone, computer] : [computer, phone]).map(({ title, text }) => (
          <div key={title}>
            <b>{title}</b>
            <Steps text={text} />
          </div>
        ))}
      </details>
    );
  });
}

/** What to do about one cause: each has a way of its own. */
export function Recipe({ problem }: { problem: DeviceProblem }) {
  const { t } = useTranslation('room');
  if (problem === 'denied_browser') return <BrowserGuides />;
  if (problem === 'denied_system')
    return systems.map((system) => (
      <details key={system} className={classes.guide}>
        <summary>{t(`check.recipe.${system}`)}</summary>
        <Steps text={t(`check.steps.${system}`)} />
      </details>
    ));
  if (problem === 'insecure')
    return <a href={location.href.replace(/^http:/, 'https:')}>{t('check.openSecure')}</a>;
  return (
    <details className={classes.guide} open>
      <summary>{t(`check.recipe.${problem}`)}</summary>
      <Steps text={t(`check.steps.${problem}`)} />
    </details>
  );
}
