const percent = new Intl.NumberFormat("en-US", { style: "percent", maximumFractionDigits: 0 });

/** A part of a whole, from 0 to 1, for people. Never rounded to none or to all. */
export function formatShare(share: number): string {
  if (share > 0 && share < 0.01) return "< 1%";
  return share > 0.99 && share < 1 ? "> 99%" : percent.format(share);
}
