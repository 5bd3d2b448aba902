/**
 * Loaded into a process: tells its peak memory and processor time on descriptor 3 when it ends. As small as can be, for
 * it counts too.
 */
process.on("exit", () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  require("node:fs").writeSync(3, `${maxRSS} ${userCPUTime + systemCPUTime}`);
});
