/** Gives how much of a processor this thread has used since, in milliseconds. What else the machine has to do is not in it. */
export function cpuClock(): () => number {
  const from = process.threadCpuUsage();
  return () => {
    const { user, system } = process.threadCpuUsage(from);
    return (user + system) / 1_000;
  };
}

/** The same of all threads of this process: for work that is handed to another one. */
export function processClock(): () => number {
  const from = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(from);
    return (user + system) / 1_000;
  };
}
