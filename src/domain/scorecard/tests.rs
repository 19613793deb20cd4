//! Standings, totals, levels and states.
