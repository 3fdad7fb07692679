import classes from './wordmark.module.css';

export function Wordmark() {
  return (
    <span className={classes.mark}>
      <svg viewBox="0 0 32 32" width="32" height="32" aria-hidden>
        <rect width="32" height="32" rx="9" className={classes.ground} />
        <path d="M8 22V11.5l8 7 8-7V22" className={classes.line} />
        <circle cx="24" cy="6.5" r="3" className={classes.dot} />
      </svg>
      Mila
    </span>
  );
}
