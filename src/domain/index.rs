//! Indices over many applicants: weights of score columns, Z-score, Min–Max and ranks (QĐ 1726/QĐ-BTTTT, II.2).
