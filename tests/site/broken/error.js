throw new Error('kapot');
