import '@fontsource-variable/golos-text/index.css';
import '@mantine/core/styles.css';
import '@mantine/dates/styles.css';
import './base.css';
