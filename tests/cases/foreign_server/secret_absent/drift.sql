ALTER SERVER remote OPTIONS (DROP password);
