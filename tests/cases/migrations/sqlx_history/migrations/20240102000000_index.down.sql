DROP INDEX a_x_idx;
