/** time.Duration.String: `1h2m3.5s`, `150ms`, `2µs`, `0s`. */
export function durationText(nanoseconds: bigint): string {
  if (nanoseconds === 0n) return '0s';
  const sign = nanoseconds < 0n ? '-' : '';
  const size = nanoseconds < 0n ? -nanoseconds : nanoseconds;
  const decimal = (value: bigint, digits: number): string => {
    const unit = 10n ** BigInt(digits);
    const rest = (value % unit).toString().padStart(digits, '0').replace(/0+$/, '');
    return `${value / unit}${rest === '' ? '' : `.${rest}`}`;
  };
  if (size < 1_000n) return `${sign}${size}ns`;
  if (size < 1_000_000n) return `${sign}${decimal(size, 3)}µs`;
  if (size < 1_000_000_000n) return `${sign}${decimal(size, 6)}ms`;
  const seconds = size / 1_000_000_000n;
  const minutes = seconds / 60n;
  const text = `${decimal((seconds % 60n) * 1_000_000_000n + (size % 1_000_000_000n), 9)}s`;
  if (minutes === 0n) return sign + text;
  const hours = minutes / 60n;
  return `${sign}${hours === 0n ? '' : `${hours}h`}${minutes % 60n}m${text}`;
}
