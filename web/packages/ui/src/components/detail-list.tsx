import type { ReactNode } from 'react';
import classes from './detail-list.module.css';

export interface Detail {
  label: string;
  value: ReactNode;
}

/** Names and values of one thing, readable as a list of definitions; empty values are left out. */
export function DetailList({ details }: { details: Detail[] }) {
  return (
    <dl className={classes.list}>
      {details
        .filter((detail) => detail.value)
        .map((detail) => (
          <div key={detail.label} className={classes.row}>
            <dt>{detail.label}</dt>
            <dd>{detail.value}</dd>
          </div>
        ))}
    </dl>
  );
}
