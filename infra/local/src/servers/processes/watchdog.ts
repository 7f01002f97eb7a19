import { type ChildProcess, spawn } from 'node:child_process';

// Each child leads its own process group, so neither Ctrl-C nor the end of the parent reaches it by itself. This shell
// (1 MB) holds the other end of a pipe that only the parent writes to: when the parent ends in any way, SIGKILL
// included, the pipe closes, and the shell stops what is left: first politely, after ten seconds by SIGKILL.
// PostgreSQL's workers lead groups of their own, but they end by themselves when their postmaster is gone.
const SCRIPT = `
children=
while read -r verb pid signal; do
  case $verb in
    add) children="$children $pid:$signal" ;;
    remove)
      kept=
      for child in $children; do [ "\${child%%:*}" = "$pid" ] || kept="$kept $child"; done
      children=$kept ;;
  esac
done
for child in $children; do kill -s "\${child##*:}" "\${child%%:*}" 2>/dev/null; done
tries=0
while [ "$tries" -lt 100 ]; do
  alive=
  for child in $children; do kill -s 0 -- "-\${child%%:*}" 2>/dev/null && alive=yes; done
  [ -z "$alive" ] && exit 0
  sleep 0.1
  tries=$((tries + 1))
done
for child in $children; do kill -s KILL -- "-\${child%%:*}" 2>/dev/null; done
`;

/** Stops registered processes when this process ends without having stopped them. */
export type Watchdog = {
  add(pid: number, stopSignal: NodeJS.Signals): void;
  remove(pid: number): void;
  /** Lets the watchdog end; to be called when nothing is registered any more. */
  close(): void;
};

export const startWatchdog = (): Watchdog => {
  const shell: ChildProcess = spawn('/bin/sh', ['-c', SCRIPT, 'ansinh-watchdog'], {
    detached: true,
    cwd: '/',
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const input = shell.stdin;
  if (input === null) throw new Error('the watchdog has no standard input although a pipe was asked for');
  // Neither the shell nor its pipe may keep this process alive. Without the watchdog everything still works; only an
  // abrupt end of this process would then leave the servers behind.
  shell.unref();
  if ('unref' in input && typeof input.unref === 'function') input.unref();
  shell.on('error', () => undefined);
  input.on('error', () => undefined);
  return {
    add: (pid, stopSignal) => input.write(`add ${pid} ${stopSignal.replace(/^SIG/, '')}\n`),
    remove: (pid) => input.write(`remove ${pid}\n`),
    close: () => input.end(),
  };
};
